/*
 * A world of mail servers over some weeks.  Servers are patched once their
 * update can be had, some firms soon and some late; they vanish and come back,
 * appear, are shut down, and move to another address.  What is true of each on
 * each day is known; what a scan sees of it is another matter.
 */
#ifndef LAB_HOSTS_H
#define LAB_HOSTS_H

#include "base/arena.h"
#include "builds.h"

/* What of its version a server shows to whoever asks. */
enum host_shows { SHOWS_NOTHING, SHOWS_THREE, SHOWS_FOUR };

struct host {
	struct rng rng;        /* Its own stream, so that no server's fate depends on another's. */
	struct str servername; /* As in X-FEServer; "" where a proxy strips it. */
	uint32_t key;          /* Which key pair; several servers may stand behind one. */
	bool tls;              /* Without it there is no key to see. */
	uint32_t ip[2];        /* Before and after it moves. */
	uint16_t port;
	uint8_t country; /* Index for hosts_country. */
	uint32_t asn;
	uint8_t pace; /* How soon its firm patches. */
	enum host_shows shows;
	int born, dead; /* Days from which on it exists, and no longer does. */
	int gone, back; /* Days between which it cannot be reached. */
	int moves;      /* The day from which on it has its second address. */

	/* Of the day that hosts_step came to last. */
	size_t build;
	bool exists, reachable, moved;
};

struct hosts {
	uint64_t seed;
	moment_ms start;
	int days;
	struct builds builds;
	struct host *host;
	size_t n;
	struct arena names;
};

/*
 * hosts_new(w, seed, n, days, table, e): Make a world that starts on 2021-03-01.  0 or a code; hosts_free
 * in either case.
 */
int hosts_new(struct hosts *w, uint64_t seed, size_t n, int days, const char *table, struct err *e);

/* hosts_step(w, day): Go on to ${day}, counted from 0; call it for each day in turn. */
void hosts_step(struct hosts *w, int day);

/* hosts_country(k): two letters. */
const char *hosts_country(unsigned k);

/* hosts_put_ip(b, ip): dotted. */
void hosts_put_ip(struct buf *b, uint32_t ip);

void hosts_free(struct hosts *w);

#endif
