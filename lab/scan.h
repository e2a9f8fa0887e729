/*
 * Scan exports: one file a day and format.  A format says what its scanner
 * can see of a server; how it is written is its own business.
 */
#ifndef LAB_SCAN_H
#define LAB_SCAN_H

#include "hosts.h"

/* One sighting of a server, on one day. */
struct sighting {
	const struct hosts *world;
	const struct host *host;
	moment_ms at;
	bool three_only; /* The page that was read shows three parts, whatever the server could show. */
};

struct scan_format {
	const char *name;   /* Its folder. */
	const char *ending; /* Of its files, behind the day. */
	unsigned seen;      /* In 1000: how many of the servers that can be reached it finds. */
	bool keys;          /* Whether it tells a server's key. */
	bool four;          /* Whether it tells the fourth part of a version. */
	bool other;         /* Whether records of things that are no mail server are in between. */
	void (*header)(struct buf *b);
	void (*record)(struct buf *b, const struct sighting *s, struct rng *r);
};

/*
 * scan_put_build(b, s): the version as the sighting shows it, or nothing.  scan_shown(s): how many parts
 * that are.
 */
void scan_put_build(struct buf *b, const struct sighting *s);
unsigned scan_shown(const struct sighting *s);

#endif
