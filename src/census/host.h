/*
 * Which host an observation is of.  A host is (servername, key), else the key,
 * else (ip, port); a servername alone ("EX01") never joins two addresses, so
 * the EX01 of two firms stay two.
 *
 * Sources see different parts of the same server: a row of Shadowserver has no
 * key, a TLS scan no servername.  So an observation that lacks a part belongs
 * to the fullest host seen at the same (ip, port) within the window whose
 * known parts do not contradict it:
 *
 *	key alone	a (servername, key) with that key, else the key itself
 *	servername alone	a (servername, key) with that servername, else a key
 *			seen there without any servername, else (ip, port)
 *	neither		any (servername, key), else such a key, else (ip, port)
 *
 * Of several, the one nearest in time before (at the same moment counts, the
 * last in order), else the nearest after (the first in order).
 */
#ifndef CENSUS_HOST_H
#define CENSUS_HOST_H

#include "census/world.h"

/* The hosts of one window; observations outside of it have no host. */
struct hosts {
	uint32_t *of; /* For each observation of the world: its host, or HOST_NONE. */
	size_t n;     /* How many hosts; they are numbered in the order of their first observation. */
};
#define HOST_NONE UINT32_MAX

/*
 * hosts_find(h, w, from, to, e): Find the hosts of the observations of ${w} from ${from} to ${to},
 * inclusive.
 */
int hosts_find(struct hosts *h, const struct world *w, instant_us from, instant_us to, struct err *e);
void hosts_free(struct hosts *h);

#endif
