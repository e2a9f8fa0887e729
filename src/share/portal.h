/*
 * The portal: each partner, known by his client certificate, gets his own
 * copies over HTTPS, and nobody gets anything else.  Every download, consent
 * and acknowledgement is an entry of the record before the first byte of the
 * answer goes out, so for every byte that came out there is an entry, also
 * where the process is killed.
 *
 * A process beside it takes the daily time stamp, where the case has an
 * authority; the one that talks to clients has no way out (base/sandbox.h).
 *
 * Few threads talk to the clients and never wait (libmicrohttpd over GnuTLS);
 * one works on the case, request after request.  The case is shared with the
 * command line by its lock alone: what others commit counts at once.
 */
#ifndef SHARE_PORTAL_H
#define SHARE_PORTAL_H

#include <signal.h>

#include "store/case.h"

#define PORTAL_HOSTS 16

struct portal_options {
	const char *dir; /* The case. */
	const struct fold_ops *const *ops;
	size_t nops;
	const char *listen;             /* ADDRESS:PORT, numbers; an IPv6 address in brackets. */
	const char *host[PORTAL_HOSTS]; /* Names by which clients may call it, beside ${listen}. */
	size_t hosts;
	const char *certificate, *key; /* PEM texts; they stay until portal_stop. */
	unsigned timeout;              /* Seconds that a client may take for a request. */
	unsigned per_address;          /* Connections of one address; 0: any number. */
};

struct portal; /* Opaque. */

/*
 * portal_start(o, e): Listen and serve, in threads of its own; ${o} must
 * outlive it.  NULL with ${e}: ERR_USAGE for an address that is none,
 * ERR_SYNTAX for a certificate or key that does not work, or what kept the
 * case from being opened.
 */
struct portal *portal_start(const struct portal_options *o, struct err *e);

/* portal_url(p): where it listens, "https://127.0.0.1:8443/". */
const char *portal_url(const struct portal *p);

/*
 * portal_landlocked(p): Whether the kernel keeps its files to the case; that
 * it makes no program, process or socket holds either way.
 */
bool portal_landlocked(const struct portal *p);

/* portal_wait(p, stop): Serve until one of the signals ${stop}, which all threads must block, arrives. */
void portal_wait(struct portal *p, const sigset_t *stop);

/* portal_stop(p): Answer what was accepted, end the threads, release everything; NULL is harmless. */
void portal_stop(struct portal *p);

#endif
