/*
 * One request, on the worker's thread: who is it, is it his, the entry, and
 * only then the answer.  What was looked up before the lock is looked up again
 * under it.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/jsonw.h"
#include "base/vec.h"
#include "share/access.h"
#include "share/ack.h"
#include "share/consent.h"
#include "share/portal_impl.h"
#include "store/opening.h"

#define HOUR_MS ((int64_t)3600000)

/* The partner whose certificate this is; NULL for nobody, also where two could be meant. */
static const struct party *
who_is(const struct share *s, struct str certificate)
{
	const struct party *found = NULL;

	for (size_t i = 0; i < s->parties; i++) {
		const struct party *p = &s->party[i];

		if (p->person || p->left || p->certificate.n != SHA256_HEX ||
		    !str_eq(p->certificate, certificate))
			continue;
		if (found != NULL)
			return (NULL);
		found = p;
	}
	return (found);
}

/* His copy, or the answer that there is none: the same for another's and for none at all. */
static const struct release *
his_copy(struct portal *p, struct portal_request *r, const struct party *who, struct bulletin **b)
{
	const struct release *found = share_copy(&p->s, r->path.copy, b);

	if (found != NULL && found->number == who->number && who->number != 0)
		return (found);
	portal_say(&r->answer, MHD_HTTP_NOT_FOUND, "not found");
	return (NULL);
}

/* Under the lock: that he still is who he was, and that the copy still is his. */
static int
enter(struct portal *p, struct portal_request *r, struct commit *k, enum access_what what, struct err *e)
{
	struct access a = { .what = what,
		.copy = r->path.copy,
		.tlp = TLP_AMBER_STRICT,
		.certificate = str_of(r->certificate),
		.address = str_of(r->address) };
	struct bulletin *b = NULL;
	uint64_t entry;
	int rc = portal_work_load(p, e);

	if (rc != 0)
		return (rc);
	if ((a.party = who_is(&p->s, a.certificate)) == NULL)
		return (err_set(e, ERR_DENIED, "nobody's certificate"));
	if (r->path.copy != 0) {
		if (his_copy(p, r, a.party, &b) == NULL)
			return (err_set(e, ERR_NOTFOUND, "not found"));
		a.tlp = bulletin_now(b)->tlp;
	}
	return (access_add(k, &a, &entry, e));
}

/* The entry of what he takes.  It changes nothing that the portal shows, so all that was loaded still holds. */
static int
record(struct portal *p, struct portal_request *r, enum access_what what, struct err *e)
{
	struct commit *k = commit_begin(p->c, e);
	int rc = k == NULL ? e->code : enter(p, r, k, what, e);

	if (rc == 0 && (rc = commit_end(&k, e)) == 0)
		p->loaded = case_size(p->c);
	commit_abort(&k);
	return (rc);
}

/* Open the sealed file and look whether it still is what was sealed; a descriptor or a code. */
static int
open_sealed(struct portal *p, const struct release *copy, uint64_t *bytes, struct err *e)
{
	struct sha256 sum;
	struct stat st;
	int fd, rc;

	if (copy->sealed_sha256.n == 0 || hex_read(sum.b, sizeof(sum.b), copy->sealed_sha256) != 0)
		return (err_set(e, ERR_NOTFOUND, "erased"));
	if ((rc = blob_check(p->c, &sum, e)) != 0)
		return (rc);
	if ((fd = blob_open(p->c, &sum, e)) >= 0 && fstat(fd, &st) != 0) {
		(void)close(fd);
		return (err_sys(e, "cannot look at a blob"));
	}
	*bytes = fd >= 0 ? (uint64_t)st.st_size : 0;
	return (fd);
}

static void
serve_copy(struct portal *p, struct portal_request *r, const struct release *copy)
{
	struct portal_answer *a = &r->answer;
	struct err e = { 0 };
	uint64_t bytes = 0;
	int fd = open_sealed(p, copy, &bytes, &e), rc;

	if (fd < 0) {
		if (fd == ERR_NOTFOUND)
			portal_say(a, MHD_HTTP_GONE, "this copy is no longer kept");
		else
			portal_fail(a, &e);
		return;
	}
	(void)snprintf(a->etag, sizeof(a->etag), "\"%.*s\"", STR_ARG(copy->sealed_sha256));
	(void)snprintf(a->name, sizeof(a->name), "%u%s", copy->copy,
	    str_eq(copy->scheme, STR("age"))           ? ".age"
		: str_eq(copy->scheme, STR("openpgp")) ? ".gpg"
						       : ".sealed");
	if ((rc = record(p, r, ACCESS_DOWNLOAD, &e)) != 0) {
		(void)close(fd);
		a->etag[0] = a->name[0] = '\0';
		if (a->status == 0)
			portal_fail(a, &e);
		return;
	}
	a->fd = fd;
	a->bytes = bytes;
	a->status = MHD_HTTP_OK;
	a->type = "application/octet-stream";
}

/* Its entry of the record, or the proof that it is there, under the checkpoint that holds the access as well. */
static void
serve_proof(struct portal *p, struct portal_request *r, uint64_t entry)
{
	bool proof = r->path.what == PORTAL_RECEIPT;
	struct portal_answer *a = &r->answer;
	struct err e = { 0 };

	if (record(p, r, proof ? ACCESS_RECEIPT : ACCESS_ENTRY, &e) != 0 ||
	    (proof ? case_receipt : case_entry)(p->c, entry, &a->body, &e) != 0) {
		if (a->status == 0)
			portal_fail(a, &e);
		return;
	}
	(void)snprintf(a->name, sizeof(a->name), "%u.%s", r->path.copy, proof ? "receipt" : "entry");
	a->status = MHD_HTTP_OK;
	a->type = proof ? "text/plain; charset=utf-8" : "application/octet-stream";
}

static void
serve_vkey(struct portal *p, struct portal_request *r)
{
	struct err e = { 0 };
	int rc = 0;

	if (r->path.what == PORTAL_VKEY)
		case_vkey(p->c, &r->answer.body);
	else
		rc = case_checkpoint(p->c, &r->answer.body, &e);
	if (rc != 0) {
		portal_fail(&r->answer, &e);
		return;
	}
	r->answer.status = MHD_HTTP_OK;
}

/* Whether he saw this very list within the hour. */
static struct portal_shown *
shown(struct portal *p, uint32_t number)
{
	for (size_t i = 0; i < p->nshown; i++) {
		if (p->shown[i].number == number)
			return (&p->shown[i]);
	}
	if (VEC_GROW(p->shown, p->nshown, p->shown_cap) != 0)
		return (NULL);
	p->shown[p->nshown] = (struct portal_shown){ .number = number };
	return (&p->shown[p->nshown++]);
}

static void
serve_list(struct portal *p, struct portal_request *r, const struct party *who)
{
	int (*write)(struct buf *, const struct share *, const struct party *, const char *, instant_us,
	    struct err *) = r->path.what == PORTAL_PAGE ? portal_page : portal_json;
	const instant_us now = instant_now();
	const uint32_t number = who->number;
	struct portal_answer *a = &r->answer;
	struct portal_shown *last = shown(p, number);
	char token[SHA256_HEX + 1];
	struct err e = { 0 };
	struct sha256 what;
	int rc;

	/* Without the token it is the same for the same; the same within an hour is no news. */
	if ((rc = portal_json(&a->body, &p->s, who, "", now, &e)) == 0) {
		what = sha256_of(buf_view(&a->body));
		if (last == NULL || last->at == 0 || instant_steady_ms() - last->at > HOUR_MS ||
		    !sha256_eq(&last->what, &what)) {
			rc = record(p, r, ACCESS_LIST, &e);
			if (rc == 0 && last != NULL)
				*last = (struct portal_shown){ number, what, instant_steady_ms() };
		}
	}
	buf_clear(&a->body);
	/* The commit may have loaded it all anew. */
	if (rc == 0 && (who = who_is(&p->s, str_of(r->certificate))) == NULL)
		rc = err_set(&e, ERR_DENIED, "nobody's certificate");
	if (rc == 0) {
		portal_token(p->token_key, number, instant_now() / (3600 * INSTANT_SECOND), token);
		rc = write(&a->body, &p->s, who, token, now, &e);
	}
	if (rc != 0) {
		portal_fail(a, &e);
		return;
	}
	a->status = MHD_HTTP_OK;
	a->type = r->path.what == PORTAL_PAGE ? "text/html; charset=utf-8" : "application/json";
}

/* Something was recorded, or stood there already. */
static void
serve_done(struct portal_request *r, unsigned status, const char *title, uint64_t entry, const char *text)
{
	struct portal_answer *a = &r->answer;
	struct jsonw w = JSONW(&a->body);

	a->status = status;
	a->type = r->json ? "application/json" : "text/html; charset=utf-8";
	if (!r->json) {
		portal_note(&a->body, title, str_of(text));
		return;
	}
	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "state", title);
	if (entry != UINT64_MAX)
		jsonw_ku64(&w, "entry", entry);
	jsonw_kcstr(&w, "text", text);
	jsonw_close(&w, '}');
	buf_char(&a->body, '\n');
}

static void
serve_ack(struct portal *p, struct portal_request *r)
{
	struct ack ack = { .copy = r->path.copy,
		.how = ENTERED_CERTIFICATE,
		.certificate = str_of(r->certificate),
		.by = STR("portal") };
	struct err e = { 0 };
	char text[96];
	uint64_t entry;
	int rc = ack_put(p->c, NULL, &ack, &entry, &e);

	if (rc == ERR_EXISTS) {
		serve_done(r, MHD_HTTP_CONFLICT, "acknowledged", UINT64_MAX,
		    "This copy is acknowledged already; nothing was added.");
	} else if (rc != 0) {
		portal_fail(&r->answer, &e);
	} else {
		(void)snprintf(text, sizeof(text), "Copy %u is acknowledged: entry %llu of the record.",
		    ack.copy, (unsigned long long)entry);
		serve_done(r, MHD_HTTP_OK, "acknowledged", entry, text);
	}
}

/* Whether the form speaks of the terms that hold now; his page may be older than they are. */
static bool
is_current(const struct bulletin *b, const struct portal_form *form)
{
	const struct bulletin_revision *now = bulletin_now(b);
	uint64_t revision;

	return (str_u64(form->revision, &revision) == 0 && revision == now->revision &&
	    str_eq(form->terms_sha256, now->terms_sha256));
}

static void
put_consent(struct portal *p, struct portal_request *r, const struct party *who, const struct bulletin *b,
    bool accept)
{
	struct consent_answer answer = { .bulletin = b->id,
		.partner = who->name,
		.accept = accept,
		.revision = bulletin_now(b)->revision,
		.how = ENTERED_CERTIFICATE,
		.certificate = str_of(r->certificate),
		.by = STR("portal") };
	struct err e = { 0 };
	char text[96];
	uint64_t entry;
	int rc = consent_put(p->c, NULL, &answer, &entry, &e);

	if (rc == ERR_EXISTS) {
		serve_done(r, MHD_HTTP_OK, accept ? "accepted" : "declined", UINT64_MAX,
		    "That was your answer already; nothing was added.");
	} else if (rc != 0) {
		portal_fail(&r->answer, &e);
	} else {
		(void)snprintf(text, sizeof(text), "You %s: entry %llu of the record.",
		    accept ? "accepted" : "declined", (unsigned long long)entry);
		serve_done(r, MHD_HTTP_OK, accept ? "accepted" : "declined", entry, text);
	}
}

static void
serve_consent(
    struct portal *p, struct portal_request *r, const struct party *who, const struct portal_form *form)
{
	const struct bulletin *b = share_bulletin(&p->s, str_of(r->path.id));
	bool accept = str_eq(form->answer, STR("accept"));

	if (b == NULL || !bulletin_took_part(b, who->number)) {
		portal_say(&r->answer, MHD_HTTP_NOT_FOUND, "not found");
	} else if (!accept && !str_eq(form->answer, STR("decline"))) {
		portal_say(&r->answer, MHD_HTTP_BAD_REQUEST, "the answer is accept or decline");
	} else if (!is_current(b, form)) {
		serve_done(r, MHD_HTTP_CONFLICT, "stale", UINT64_MAX,
		    "The bulletin was revised since this page was shown: load it again, and read the terms.");
	} else {
		put_consent(p, r, who, b, accept);
	}
}

static void
serve_post(struct portal *p, struct portal_request *r, const struct party *who)
{
	const int64_t hour = instant_now() / (3600 * INSTANT_SECOND);
	struct bulletin *b;
	struct portal_form form;

	if (portal_form_read(&form, buf_view(&r->body)) != 0)
		portal_say(&r->answer, MHD_HTTP_BAD_REQUEST, "not a form of this portal");
	else if (!portal_token_ok(p->token_key, who->number, hour, form.token))
		portal_say(
		    &r->answer, MHD_HTTP_FORBIDDEN, "this form is too old, or not ours: load the page again");
	else if (r->path.what == PORTAL_CONSENT)
		serve_consent(p, r, who, &form);
	else if (his_copy(p, r, who, &b) != NULL)
		serve_ack(p, r);
}

void
portal_serve(struct portal *p, struct portal_request *r)
{
	const struct release *copy;
	const struct party *who;
	struct bulletin *b;
	struct err e = { 0 };

	if (portal_work_fresh(p, &e) != 0) {
		portal_fail(&r->answer, &e);
		return;
	}
	if ((who = who_is(&p->s, str_of(r->certificate))) == NULL) {
		portal_say(&r->answer, MHD_HTTP_FORBIDDEN, "forbidden");
		return;
	}
	r->number = who->number;
	if (r->post) {
		serve_post(p, r, who);
	} else if (r->path.what == PORTAL_PAGE || r->path.what == PORTAL_LIST) {
		serve_list(p, r, who);
	} else if (r->path.copy == 0) {
		serve_vkey(p, r);
	} else if ((copy = his_copy(p, r, who, &b)) != NULL) {
		if (r->path.what == PORTAL_COPY)
			serve_copy(p, r, copy);
		else
			serve_proof(p, r, copy->entry);
	}
}
