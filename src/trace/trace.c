/* Reading conclusions back from the case.  See trace/trace.h. */
#include "trace/trace.h"

#include <unistd.h>

#include "base/file.h"
#include "trace/trace_impl.h"

/* The blob of a body, as a tree. */
static json_t *
load_blob(struct case_dir *c, const json_t *body, struct err *e)
{
	const char *hex = json_string_value(json_array_get(json_object_get(body, "blobs"), 0));
	struct buf text = BUF(BUF_BIG);
	json_t *blob = NULL;
	struct sha256 sha;
	json_error_t fault;
	int fd;

	if (hex_read(sha.b, sizeof(sha.b), str_of(hex)) != 0) {
		(void)err_set(e, ERR_CORRUPT, "a conclusion names no blob");
		return (NULL);
	}
	if ((fd = blob_open(c, &sha, e)) < 0)
		return (NULL);
	if (file_read_fd(&text, fd, e) == 0 &&
	    (blob = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &fault)) == NULL)
		(void)err_set(e, ERR_CORRUPT, "what was kept of a conclusion is not JSON");
	(void)close(fd);
	buf_free(&text);
	return (blob);
}

/* What both kinds of conclusion begin with; the caller releases ${g}'s blob, also after a failure. */
static int
read_row(struct case_dir *c, struct row *r, struct giving *g, struct trace_conclusion *k, struct err *e)
{
	*g = (struct giving){ .row = r };
	*k = (struct trace_conclusion){
		.entry = r->entry, .known = r->known, .recorded = r->recorded, .tlp = r->tlp
	};
	/* Whoever asks for all conclusions must not go without the others, nor without this one's numbers. */
	if ((g->blob = load_blob(c, r->body, e)) == NULL) {
		if (e->code != ERR_NOTFOUND && e->code != ERR_CORRUPT)
			return (e->code);
		k->lost = true;
	}
	k->command = body_read_str(r->body, "command");
	k->version = body_read_str(r->body, "version");
	giving_party(g, "package", "package_files", &k->package);
	giving_party(g, "specimen", "specimen_files", &k->specimen);
	return (0);
}

static const char QUERY[] = "SELECT entry, known, recorded, tlp, body FROM trace_conclusion"
			    " WHERE type = ? AND known <= ? ORDER BY entry";

struct comparisons {
	struct case_dir *c;
	int (*fn)(void *arg, const struct trace_comparison *x);
	void *arg;
};

static int
give_comparison(void *arg, struct row *r, struct err *e)
{
	const struct comparisons *v = arg;
	struct trace_comparison x = { .background = { .groups = 0 } };
	struct giving g;
	int rc;

	if ((rc = read_row(v->c, r, &g, &x.c, e)) == 0) {
		giving_comparison(&g, &x);
		rc = g.failed ? err_set(e, ERR_NOMEM, "out of memory") : v->fn(v->arg, &x);
	}
	json_decref(g.blob);
	return (rc);
}

int
trace_each_comparison(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_comparison *x), void *arg, uint64_t *hidden, struct err *e)
{
	struct comparisons v = { c, fn, arg };

	return (row_each(c, QUERY, "comparison", as_of, audience, give_comparison, &v, hidden, e));
}

struct accusations {
	struct case_dir *c;
	int (*fn)(void *arg, const struct trace_accusation *x);
	void *arg;
};

static int
give_accusation(void *arg, struct row *r, struct err *e)
{
	const struct accusations *v = arg;
	struct trace_accusation x = { .copies = 0 };
	struct giving g;
	int rc;

	if ((rc = read_row(v->c, r, &g, &x.c, e)) == 0) {
		giving_accusation(&g, &x);
		rc = g.failed ? err_set(e, ERR_NOMEM, "out of memory") : v->fn(v->arg, &x);
	}
	json_decref(g.blob);
	return (rc);
}

int
trace_each_accusation(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_accusation *x), void *arg, uint64_t *hidden, struct err *e)
{
	struct accusations v = { c, fn, arg };

	return (row_each(c, QUERY, "accusation", as_of, audience, give_accusation, &v, hidden, e));
}
