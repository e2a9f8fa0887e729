/*
 * A list of observations, as bytes.  Those of one (ip, port) are sorted by
 * time, source's name and build; each says only what differs from the one
 * before it, since a server seen daily is the same server nearly every day,
 * and a scan's servers have much in common:
 *
 *	flags	one byte: which of the fields below follow
 *	time	zigzag varint (base/varint.h), microseconds since the one before
 *	source, product	varint, ids of obs_name; 0 is the empty name
 *	build	varint count of parts, then a varint each
 *	servername	varint length and bytes
 *	key	one byte 0, or one byte 1 and 32 bytes
 *	asn	varint
 *	country	two bytes, both 0 where not known
 *	grade	one byte: precision * 8 + TLP
 */
#ifndef STORE_OBS_LIST_H
#define STORE_OBS_LIST_H

#include "store/obs.h"

/* One observation with names as numbers.  Views point into the list or to whoever made it. */
struct obs_item {
	instant_us time;
	uint32_t source, product;
	struct version build;
	struct str servername;
	struct str key; /* 32 bytes, or empty. */
	uint32_t asn;
	char country[2]; /* Both 0 where not known. */
	uint8_t precision, tlp;
};

/* The names behind the numbers: names[id] for id below n; names[0] is "". */
struct obs_names {
	const struct str *name;
	size_t n;
};

/* obs_item_order(a, b, names): by time, source's name and build, the observation's key at one address. */
int obs_item_order(const struct obs_item *a, const struct obs_item *b, const struct obs_names *names);

/* obs_item_join(a, b, names): Make ${a} what remains of ${a} and ${b}, two of the same key. */
void obs_item_join(struct obs_item *a, const struct obs_item *b, const struct obs_names *names);

/* Reading: obs_list_next fills ${item} and returns 1, 0 at the end, or ERR_CORRUPT. */
struct obs_list {
	struct str rest;
	struct obs_item item; /* The one given last; zero before the first. */
	size_t names;         /* How many names there are. */
};
void obs_list_open(struct obs_list *list, struct str bytes, size_t names);
int obs_list_next(struct obs_list *list, struct err *e);

/* Writing: append ${item} to ${b}, which follows ${before} (a zeroed one for the first). */
void obs_list_put(struct buf *b, const struct obs_item *item, const struct obs_item *before);

#endif
