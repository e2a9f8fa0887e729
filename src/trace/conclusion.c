/* What both kinds of conclusion share: see the header. */
#include "trace/conclusion.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "store/sql.h"
#include "trace/conclusion_impl.h"

void
concluding_free(struct concluding *g)
{
	buf_free(&g->core);
	buf_free(&g->beside);
	buf_free(&g->blob);
}

int
concluding_party(struct jsonw *w, const char *key, const char *name, const struct quoted *q,
    const struct print *p, struct err *e)
{
	struct sha256 digest;
	uint64_t bytes = 0;
	int rc = quote_digest(q, &digest, e);

	for (size_t i = 0; i < q->files; i++)
		bytes += q->file[i].bytes;
	jsonw_key(w, key);
	jsonw_open(w, '{');
	jsonw_kcstr(w, "name", name);
	jsonw_ksha256(w, "sha256", &digest);
	jsonw_ku64(w, "files", q->files);
	jsonw_ku64(w, "bytes", bytes);
	jsonw_ku64(w, "tokens", p != NULL ? p->tokens : 0);
	jsonw_ku64(w, "unread", p != NULL ? p->unread : 0);
	jsonw_close(w, '}');
	return (rc);
}

static void
put_file(struct jsonw *w, const struct quote_file *f, bool matched)
{
	jsonw_open(w, '{');
	jsonw_kcstr(w, "name", f->name);
	jsonw_ksha256(w, "sha256", &f->sha);
	jsonw_ku64(w, "bytes", f->bytes);
	jsonw_kbool(w, "matched", matched);
	jsonw_close(w, '}');
}

void
concluding_files(struct jsonw *w, const char *key, const struct quoted *q, const bool *matched)
{
	size_t n = 0;

	jsonw_key(w, key);
	jsonw_open(w, '[');
	for (size_t i = 0; matched != NULL && i < q->files && n < CONCLUSION_FILES; i++) {
		if (matched[i]) {
			put_file(w, &q->file[i], true);
			n++;
		}
	}
	for (size_t i = 0; i < q->files && n < CONCLUSION_FILES; i++) {
		if (matched == NULL || !matched[i]) {
			put_file(w, &q->file[i], false);
			n++;
		}
	}
	jsonw_close(w, ']');
}

/* The entry with this digest that counts, or -1. */
static int
find_same(struct case_dir *c, struct str digest, int64_t *entry, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(
	    case_index(c), "SELECT entry FROM trace_conclusion WHERE digest = ? ORDER BY entry LIMIT 1", e);
	int rc;

	*entry = -1;
	if (st == NULL)
		return (e->code);
	sql_bind_str(st, 1, digest);
	if ((rc = sql_step(st, e)) == 1)
		*entry = sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}

/* The body's text: what makes up the result, then what does not. */
static void
put_body(struct buf *b, const struct conclusion_run *run, const struct concluding *g, enum tlp tlp,
    struct str digest, const struct sha256 *blob)
{
	const instant_us now = instant_now_second();
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "type", g->type);
	jsonw_kcstr(&w, "tlp", tlp_name(tlp));
	/* What trace finds is known from now on. */
	jsonw_kinterval(&w, "known", (struct instant){ now, now });
	jsonw_kstr(&w, "command", run->command);
	jsonw_kcstr(&w, "version", ATHAR_VERSION);
	jsonw_kstr(&w, "digest", digest);
	jsonw_key(&w, "blobs");
	jsonw_open(&w, '[');
	jsonw_sha256(&w, blob);
	jsonw_close(&w, ']');
	buf_char(b, ',');
	buf_str(b, buf_view(&g->core));
	if (g->beside.n > 0) {
		buf_char(b, ',');
		buf_str(b, buf_view(&g->beside));
	}
	buf_char(b, '}');
}

static int
append(const struct conclusion_run *run, json_t *body, struct blob **blob, struct str digest, uint64_t *entry,
    bool *fresh, struct err *e)
{
	struct commit *k = commit_begin(run->c, e);
	struct blob *staged;
	int64_t same = -1;
	int rc;

	if (k == NULL) {
		json_decref(body);
		return (e->code);
	}
	/* Under the lock, so that the same result twice at once is kept once. */
	rc = find_same(run->c, digest, &same, e);
	*fresh = same < 0;
	*entry = (uint64_t)same;
	if (rc != 0 || !*fresh) {
		json_decref(body);
		commit_abort(&k);
		return (rc);
	}
	rc = commit_add(k, KIND_CONCLUSION, body, entry, e);
	staged = *blob;
	*blob = NULL;
	return (commit_keep(k, staged, rc, e));
}

int
concluding_keep(const struct conclusion_run *run, struct concluding *g, enum tlp tlp, uint64_t *entry,
    bool *fresh, struct err *e)
{
	struct buf text = BUF(BUF_BIG), hex = BUF(2 * SHA256_HEX);
	struct sha256 sha, digest;
	struct blob *blob = NULL;
	json_error_t fault;
	json_t *body;
	int rc;

	if ((rc = buf_error(&g->core, e)) != 0 || (rc = buf_error(&g->beside, e)) != 0 ||
	    (rc = buf_error(&g->blob, e)) != 0)
		return (rc);
	if ((blob = blob_new(run->c, e)) == NULL)
		return (e->code);
	if ((rc = blob_write(blob, g->blob.p, g->blob.n, e)) != 0 || (rc = blob_close(blob, &sha, e)) != 0)
		goto done;
	digest = sha256_of2(buf_view(&g->core), (struct str){ (const char *)sha.b, sizeof(sha.b) });
	hex_put(&hex, digest.b, sizeof(digest.b));
	put_body(&text, run, g, tlp, buf_view(&hex), &sha);
	if ((rc = buf_error(&text, e)) != 0)
		goto done;
	if ((body = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &fault)) == NULL)
		rc = err_set(e, ERR_INTERNAL, "the conclusion cannot be written down: %s", fault.text);
	else
		rc = append(run, body, &blob, buf_view(&hex), entry, fresh, e);
done:
	blob_drop(blob);
	buf_free(&text);
	buf_free(&hex);
	return (rc);
}

int
conclusion_background(const char *path, struct trace_background *b, char hex[SHA256_HEX + 1], struct err *e)
{
	struct buf text = BUF(SHA256_HEX);
	struct sha256 sha;
	int fd = file_open(AT_FDCWD, path, e), rc;

	if (fd < 0)
		return (fd);
	if ((rc = sha256_of_fd(fd, &sha, &b->bytes, e)) != 0)
		(void)err_in(e, path);
	(void)close(fd);
	if (rc != 0)
		return (rc);
	hex_put(&text, sha.b, sizeof(sha.b));
	(void)str_copy(hex, SHA256_HEX + 1, buf_view(&text));
	buf_free(&text);
	b->name = str_of(path);
	b->sha256 = str_of(hex);
	return (0);
}
