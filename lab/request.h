/*
 * One request as the front end's proxy sees it: what HttpProxy logs, before it
 * is laid out in columns.
 */
#ifndef LAB_REQUEST_H
#define LAB_REQUEST_H

#include "base/arena.h"
#include "logs.h"
#include "vocab.h"

enum request_text {
	REQ_PROTOCOL,
	REQ_HOST,
	REQ_STEM,
	REQ_QUERY,
	REQ_METHOD,
	REQ_AUTH,
	REQ_USER,
	REQ_ORG,
	REQ_ANCHOR,
	REQ_AGENT,
	REQ_CLIENT,
	REQ_TARGET,
	REQ_ROUTING,
	REQ_HINT,
	REQ_COOKIE,
	REQ_ERRORS,
	REQ_TEXTS
};

struct request {
	struct str text[REQ_TEXTS]; /* In ${keep}, or literals. */
	unsigned status;
	bool authenticated;
	struct arena keep;
	struct buf draft;
};

/* One protocol: its folder's name, its share in 1000 of the proxy's bytes, and how its requests look. */
struct protocol {
	const char *folder;
	unsigned share;
	void (*draw)(struct request *q, struct rng *r);
};
extern const struct protocol protocols[]; /* Ended by a NULL folder. */

/*
 * request_benign(q, protocol, f, at): Draw an everyday request for ${f}.  About one
 * in thirty of those that do not go to /ecp/, or as many as ${f} asks for, holds "Server~", "/ecp/" or
 * "ServerInfo" all the same, and none meets a detection condition.
 */
void request_benign(struct request *q, const struct protocol *protocol, struct log_file *f, moment_ms at);

/* request_planted(q, p): The request that a planted row tells of. */
void request_planted(struct request *q, const struct plant *p);

/* request_free(q): Release what it holds.  A request for a first draw is REQUEST_NEW. */
void request_free(struct request *q);
#define REQUEST_NEW ((struct request){ .draft = BUF(65536) })

#endif
