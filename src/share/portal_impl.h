/* The inside of the portal, shared by its files only. */
#ifndef SHARE_PORTAL_IMPL_H
#define SHARE_PORTAL_IMPL_H

#include <microhttpd.h>
#include <pthread.h>

#include "share/portal.h"
#include "share/portal_check.h"
#include "share/state.h"

#define PORTAL_CONNECTIONS 4096  /* At most, all together. */
#define PORTAL_QUEUE       1024  /* Requests that wait for the case; */
#define PORTAL_EACH        16    /* and of one certificate. */
#define PORTAL_PATIENCE    10000 /* Milliseconds after which a request that waited is turned away. */

/* What goes back. */
struct portal_answer {
	unsigned status;
	const char *type; /* Of the body; text/plain where NULL. */
	struct buf body;
	int fd; /* The bytes, in place of the body; -1. */
	uint64_t bytes;
	char etag[SHA256_HEX + 3], name[64]; /* Of a file. */
};

/* One connection; the portal's list of them is guarded by its lock. */
struct portal_conn {
	struct portal_conn *prev, *next;
	int fd;
	int64_t until; /* Milliseconds of the monotonic clock when it is cut off; 0: not now. */
};

struct portal_request {
	struct portal_request *next; /* In the queue. */
	struct MHD_Connection *connection;
	struct portal_conn *conn;
	struct portal_path path;
	char *uri; /* As sent, for the log. */
	bool bad;  /* Its line holds what no line holds. */
	bool post, json, checked, queued, done;
	struct buf body;
	char certificate[SHA256_HEX + 1];
	char address[64];
	int64_t came;
	uint32_t number; /* Of the partner, once known. */
	struct portal_answer answer;
};

/* What a partner was shown last, so that looking again at the same is no news. */
struct portal_shown {
	uint32_t number;
	struct sha256 what;
	int64_t at;
};

struct portal {
	const struct portal_options *o;
	struct MHD_Daemon *daemon;
	int listen_fd;
	char self[96]; /* ADDRESS:PORT. */
	char url[128];
	char csp[256];
	unsigned char token_key[32];
	bool landlocked;
	int stamp_fd; /* Wakes the process that takes stamps; -1. */

	pthread_mutex_t lock; /* Of the list of connections. */
	struct portal_conn *conns;

	pthread_mutex_t queue_lock;
	pthread_cond_t more;
	struct portal_request *head, **tail;
	size_t waiting;
	bool stopping, working;
	pthread_t worker;

	/* The worker's own. */
	struct case_dir *c;
	struct share s;
	uint64_t loaded; /* Entries that ${s} knows. */
	struct portal_shown *shown;
	size_t nshown, shown_cap;
};

/* portal_conn.c: the notices of libmicrohttpd, and cutting off those that take too long. */
void portal_conn_notify(
    void *p, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode what);
void portal_conn_until(struct portal *p, struct portal_conn *conn, int64_t ms); /* From now; 0: no limit. */
void portal_conn_reap(struct portal *p);

/* portal_request.c: the callbacks of libmicrohttpd. */
void *portal_request_uri(void *p, const char *uri, struct MHD_Connection *connection);
enum MHD_Result portal_request_handle(void *p, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *data, size_t *n, void **request);
void portal_request_done(
    void *p, struct MHD_Connection *connection, void **request, enum MHD_RequestTerminationCode how);

/* portal_say(a, status, fmt, ...): An answer of one line. */
void portal_say(struct portal_answer *a, unsigned status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* portal_fail(a, e): The answer to a failure of the case. */
void portal_fail(struct portal_answer *a, const struct err *e);

/* portal_work.c: the thread that has the case. */
int portal_work_start(struct portal *p, struct err *e);
void portal_work_stop(struct portal *p);

/* portal_work_add(p, r): Queue a request, whose connection is suspended; false with r->answer where it cannot. */
bool portal_work_add(struct portal *p, struct portal_request *r);

/* portal_work_fresh(p, e): Know what the record on disk knows; under a commit's lock call portal_work_load. */
int portal_work_fresh(struct portal *p, struct err *e);
int portal_work_load(struct portal *p, struct err *e);

/* portal_stamp.c: the process that takes the daily stamp, started before any thread; wake it after a commit. */
int portal_stamp_start(struct portal *p, struct err *e);
void portal_stamp_wake(struct portal *p);
void portal_stamp_stop(struct portal *p);

/* portal_serve.c: ${r}, on the worker's thread, into r->answer. */
void portal_serve(struct portal *p, struct portal_request *r);

/* portal_page.c: what a partner sees, and its JSON; ${token} goes into the forms. */
extern const char portal_style[];
int portal_page(struct buf *b, const struct share *s, const struct party *who, const char *token,
    instant_us now, struct err *e);
int portal_json(struct buf *b, const struct share *s, const struct party *who, const char *token,
    instant_us now, struct err *e);
void portal_note(struct buf *b, const char *title, struct str text); /* A page that says one thing. */

#endif
