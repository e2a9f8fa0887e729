/*
 * The worker: one thread that has the case open and takes one request after
 * the other from a queue.  A lock that somebody holds makes it wait, never the
 * clients' thread; what waited too long meanwhile is turned away at once, so
 * that a queue behind such a lock does not wait ten seconds for each.
 */
#include <stdlib.h>

#include "share/portal_impl.h"

int
portal_work_load(struct portal *p, struct err *e)
{
	int rc;

	if (p->loaded == case_size(p->c))
		return (0);
	share_free(&p->s);
	p->loaded = 0;
	if ((rc = share_load(&p->s, p->c, INSTANT_MAX, e)) == 0)
		p->loaded = case_size(p->c);
	return (rc);
}

int
portal_work_fresh(struct portal *p, struct err *e)
{
	if (p->c == NULL || !case_stands(p->c)) {
		case_close(p->c);
		p->loaded = 0;
		if ((p->c = case_open(p->o->dir, p->o->ops, p->o->nops, e)) == NULL)
			return (e->code);
	}
	return (portal_work_load(p, e));
}

/* The next request; NULL when all is done and the portal ends. */
static struct portal_request *
take(struct portal *p)
{
	struct portal_request *r;

	(void)pthread_mutex_lock(&p->queue_lock);
	while ((r = p->head) == NULL && !p->stopping)
		(void)pthread_cond_wait(&p->more, &p->queue_lock);
	if (r != NULL) {
		if ((p->head = r->next) == NULL)
			p->tail = &p->head;
		r->next = NULL;
		p->waiting--;
	}
	(void)pthread_mutex_unlock(&p->queue_lock);
	return (r);
}

static void *
work(void *arg)
{
	struct portal *p = arg;
	struct portal_request *r;

	while ((r = take(p)) != NULL) {
		if (instant_steady_ms() - r->came > PORTAL_PATIENCE)
			portal_say(
			    &r->answer, MHD_HTTP_SERVICE_UNAVAILABLE, "too many requests wait: try again");
		else
			portal_serve(p, r);
		/* An entry may have come; whether a stamp is due is not looked up here, where clients wait. */
		if (r->answer.status == MHD_HTTP_OK)
			portal_stamp_wake(p);
		r->done = true;
		MHD_resume_connection(r->connection);
	}
	return (NULL);
}

int
portal_work_start(struct portal *p, struct err *e)
{
	int rc = portal_work_fresh(p, e);

	if (rc != 0)
		return (rc);
	if (pthread_create(&p->worker, NULL, work, p) != 0)
		return (err_set(e, ERR_UNAVAILABLE, "cannot start a thread"));
	p->working = true;
	return (0);
}

void
portal_work_stop(struct portal *p)
{
	(void)pthread_mutex_lock(&p->queue_lock);
	p->stopping = true;
	(void)pthread_cond_signal(&p->more);
	(void)pthread_mutex_unlock(&p->queue_lock);
	if (p->working)
		(void)pthread_join(p->worker, NULL);
	p->working = false;
	share_free(&p->s);
	case_close(p->c);
	p->c = NULL;
	free(p->shown);
	p->shown = NULL;
}

bool
portal_work_add(struct portal *p, struct portal_request *r)
{
	size_t own = 0;
	bool fits;

	(void)pthread_mutex_lock(&p->queue_lock);
	for (const struct portal_request *q = p->head; q != NULL; q = q->next)
		own += str_eq(str_of(q->certificate), str_of(r->certificate));
	fits = !p->stopping && p->waiting < PORTAL_QUEUE && own < PORTAL_EACH;
	if (fits) {
		/* Before the worker can see it, since it may be done with it at once. */
		MHD_suspend_connection(r->connection);
		r->queued = true;
		r->came = instant_steady_ms();
		*p->tail = r;
		p->tail = &r->next;
		p->waiting++;
		(void)pthread_cond_signal(&p->more);
	}
	(void)pthread_mutex_unlock(&p->queue_lock);
	if (!fits)
		portal_say(&r->answer,
		    own >= PORTAL_EACH ? MHD_HTTP_TOO_MANY_REQUESTS : MHD_HTTP_SERVICE_UNAVAILABLE,
		    "too many requests wait: try again");
	return (fits);
}
