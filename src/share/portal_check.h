/*
 * What the portal lets through, as functions of texts alone: paths, hosts,
 * origins, forms and the tokens in them, and all of a request's head.
 */
#ifndef SHARE_PORTAL_CHECK_H
#define SHARE_PORTAL_CHECK_H

#include "base/hash.h"
#include "share/state.h"

#define PORTAL_URI  256  /* Bytes of a target; the longest of ours has some 80. */
#define PORTAL_BODY 4096 /* Bytes of a POST. */

enum portal_what {
	PORTAL_PAGE,
	PORTAL_LIST,
	PORTAL_COPY,
	PORTAL_ENTRY,
	PORTAL_RECEIPT,
	PORTAL_VKEY,
	PORTAL_CHECKPOINT,
	PORTAL_CONSENT,
	PORTAL_ACK
};

struct portal_path {
	enum portal_what what;
	bool post;                   /* Else it is read by GET. */
	uint32_t copy;               /* Of COPY, ENTRY, RECEIPT, ACK. */
	char id[SHARE_NAME_MAX + 1]; /* Of CONSENT. */
};

/*
 * portal_path_read(path, uri): Exactly one of the portal's paths: no percent
 * sign, query, empty or dotted part, leading zero.  0 or ERR_NOTFOUND.
 */
int portal_path_read(struct portal_path *path, struct str uri);

/* portal_host_is(host, name): Whether the Host header names ${name}, with any port. */
bool portal_host_is(struct str host, struct str name);

/* portal_origin_ok(origin, site, host): Whether headers (NULL views where absent) tell of our own page. */
bool portal_origin_ok(struct str origin, struct str site, struct str host);

/* What a request's headers say that counts; NULL views where absent. */
struct portal_heads {
	struct str host, length, origin, site, type, accept;
	bool bad; /* A name that is none, one that counts twice, or a body in pieces. */
};

/* portal_heads_add(heads, name, value): Take one header in; the views stay the caller's. */
void portal_heads_add(struct portal_heads *heads, struct str name, struct str value);

/* The head of a request, and the names that the portal has: ${self} exactly, ${host} with any port. */
struct portal_asked {
	struct str method, version, uri;
	bool known; /* He showed a certificate. */
	const struct portal_heads *heads;
	struct str self;
	const char *const *host;
	size_t hosts;
};

/*
 * portal_check(asked, path, why): All that can be said of a request before its
 * body and without the case.  0 with ${path}, or the HTTP status of its first
 * fault with ${*why}, a constant text; ${path} is filled as far as it came.
 */
unsigned portal_check(const struct portal_asked *asked, struct portal_path *path, const char **why);

/* A form's fields; NULL views where absent. */
struct portal_form {
	struct str answer, revision, terms_sha256, token;
};

/* portal_form_read(form, body): Plain letters and digits, each field once.  0 or ERR_SYNTAX. */
int portal_form_read(struct portal_form *form, struct str body);

/* portal_token(key, number, hour, out): The token of a partner in an hour (since 1970), in hex. */
void portal_token(const unsigned char key[32], uint32_t number, int64_t hour, char out[SHA256_HEX + 1]);

/* portal_token_ok(key, number, hour, token): Whether it is that of this hour or of the last one. */
bool portal_token_ok(const unsigned char key[32], uint32_t number, int64_t hour, struct str token);

#endif
