/*
 * What a reader in its sandbox tells the parent, as records (base/wire.h).
 * For each outermost file it was given, in order:
 *
 *	FILE, then any number of FINDING and PAGE, then UNREAD, then END	(once a file or member)
 *	DONE							(once an outermost file)
 *
 * with UNREAD also between files, for what could not be opened.
 */
#ifndef HUNT_MESSAGE_H
#define HUNT_MESSAGE_H

enum message {
	/* name, kind (u64, LOG_KINDS where unknown), size (u64), modified (i64) */
	MESSAGE_FILE = 1,
	/*
	 * rule (u64), row (u64), offset (u64), time (i64), client, fields (u64), so many times: field
	 * (u64), value
	 */
	MESSAGE_FINDING,
	/*
	 * path, first (i64), posts (u64), clients (u64), client, client, n (u64), n posts, the last post:
	 * each row, offset (u64), time (i64), client
	 */
	MESSAGE_PAGE,
	/* name, why */
	MESSAGE_UNREAD,
	/*
	 * lines (u64), bytes (u64), first and last time (i64), pages left out (u64), sha256 ("" or 32
	 * bytes), what was hashed (u64: 0 the file, 1 the member), fields seen (u64), so many times:
	 * field (u64)
	 */
	MESSAGE_END,
	/* the outermost file's number among those the reader was given (u64) */
	MESSAGE_DONE
};

/* No value in a finding is longer. */
#define MESSAGE_VALUE_MAX 1024

#endif
