/*
 * What the portal lets through, as functions of texts alone: paths, hosts,
 * origins, forms and the tokens in them.
 */
#ifndef SHARE_PORTAL_CHECK_H
#define SHARE_PORTAL_CHECK_H

#include "base/hash.h"
#include "share/state.h"

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
