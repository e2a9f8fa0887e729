/* Copies: see the header. */
#include "share/copy.h"

#include <unistd.h>

#include "mark/manifest.h"
#include "store/note.h"

struct sha256
copy_package_hash(const struct mark_package *p)
{
	struct sha256 yml = sha256_of(p->yml);

	return (sha256_of2((struct str){ (const char *)p->id.b, SHA256_BYTES },
	    (struct str){ (const char *)yml.b, SHA256_BYTES }));
}

/* The package is there: its hash, and the codewords. */
static int
draw(struct copy_source *s, struct case_dir *c, uint32_t parties, struct err *e)
{
	struct mark_package *p = &s->package;
	int rc;

	s->hash = copy_package_hash(p);
	if ((rc = case_secret(c, s->secret, e)) != 0)
		return (rc);
	if ((rc = mark_book_fill(&s->book, (struct str){ (const char *)s->secret, sizeof(s->secret) }, &p->id,
		 p->sites.site, p->sites.n, parties > 0 ? parties : 1, e)) != 0)
		return (rc);
	return (mark_copy_verify(p, &s->book, e));
}

int
copy_source_load(struct copy_source *s, struct case_dir *c, const char *dir, uint32_t parties, struct err *e)
{
	int rc = mark_package_load(&s->package, dir, e);

	return (rc == 0 ? draw(s, c, parties, e) : rc);
}

int
copy_source_kept(struct copy_source *s, struct case_dir *c, const char *name, const struct sha256 *blob,
    uint32_t parties, struct err *e)
{
	int fd, rc;

	if ((rc = blob_check(c, blob, e)) != 0)
		return (rc);
	if ((fd = blob_open(c, blob, e)) < 0)
		return (fd);
	rc = copy_read_unmarked(&s->package, name, fd, e);
	(void)close(fd);
	return (rc == 0 ? draw(s, c, parties, e) : rc);
}

void
copy_source_free(struct copy_source *s)
{
	mark_book_free(&s->book);
	mark_package_free(&s->package);
	wipe(s->secret, sizeof(s->secret));
	*s = (struct copy_source){ 0 };
}

uint32_t
copy_number(const struct copy_source *s, struct str bulletin, unsigned revision, enum policy_stage stage,
    uint32_t party)
{
	struct buf text = BUF(4096);
	struct sha256 mac;
	uint64_t n = 0;

	buf_printf(
	    &text, "athar copy 1\n%.*s\n%u\n%s\n", STR_ARG(bulletin), revision, policy_stage_name(stage));
	hex_put(&text, s->hash.b, sizeof(s->hash.b));
	buf_printf(&text, "\n%u\n", party);
	mac = hmac_sha256((struct str){ (const char *)s->secret, sizeof(s->secret) }, buf_view(&text));
	buf_free(&text);
	for (int i = 0; i < 8; i++)
		n = n << 8 | mac.b[i];
	return (10000000 + (uint32_t)(n % 90000000));
}

struct sha256
copy_codeword(const struct copy_source *s, uint32_t party)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);
	struct sha256 sum;

	mark_code_put(&w, s->package.sites.site, &s->book, party);
	sum = sha256_of(buf_view(&b));
	buf_free(&b);
	return (sum);
}

/* One part of the manifest, its members in canonical order. */
static void
put_part(struct jsonw *w, struct str path, struct str text)
{
	struct sha256 sum = sha256_of(text);

	jsonw_open(w, '{');
	jsonw_ku64(w, "bytes", text.n);
	jsonw_kstr(w, "path", path);
	jsonw_ksha256(w, "sha256", &sum);
	jsonw_close(w, '}');
}

static int
put_parts(struct jsonw *w, const struct copy_source *s, uint32_t party, struct err *e)
{
	struct buf text = BUF(BUF_BIG);
	int rc = 0;

	jsonw_key(w, "parts");
	jsonw_open(w, '[');
	for (size_t f = 0; f < s->package.files && rc == 0; f++) {
		buf_clear(&text);
		mark_copy_file(&s->package, &s->book, party, f, &text);
		rc = buf_error(&text, e);
		put_part(w, s->package.file[f].path, buf_view(&text));
	}
	jsonw_close(w, ']');
	buf_free(&text);
	return (rc);
}

/* The last part of the package's path, for people. */
struct str
copy_package_name(const struct mark_package *p)
{
	struct str root = p->root;
	size_t slash;

	while (root.n > 1 && root.p[root.n - 1] == '/')
		root.n--;
	slash = str_rchr(root, '/');
	return (slash == STR_NPOS ? root : str_sub(root, slash + 1, root.n));
}

int
copy_manifest(const struct copy_source *s, uint32_t party, const struct copy_terms *terms,
    const struct note_key *key, struct buf *b, struct err *e)
{
	const struct bulletin_revision *r = terms->revision;
	struct buf text = BUF(BUF_BIG);
	struct jsonw w = JSONW(&text);
	int rc;

	buf_cstr(&text, "athar manifest\n");
	jsonw_open(&w, '{');
	jsonw_kstr(&w, "bulletin", terms->bulletin->id);
	jsonw_ku64(&w, "copy", terms->copy);
	jsonw_key(&w, "cves");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < r->cves; i++)
		jsonw_str(&w, r->cve[i]);
	jsonw_close(&w, ']');
	jsonw_ktime(&w, "embargo_end", r->embargo_end);
	jsonw_kcstr(&w, "origin", terms->origin);
	jsonw_kstr(&w, "package", copy_package_name(&s->package));
	rc = put_parts(&w, s, party, e);
	jsonw_ku64(&w, "revision", r->revision);
	jsonw_kcstr(&w, "stage", policy_stage_name(terms->stage));
	jsonw_kstr(&w, "title", r->title);
	jsonw_kcstr(&w, "tlp", tlp_name(r->tlp));
	jsonw_close(&w, '}');
	buf_char(&text, '\n');
	if (rc == 0 && (rc = buf_error(&text, e)) == 0) {
		note_sign(b, buf_view(&text), key);
		rc = buf_error(b, e);
	}
	buf_free(&text);
	return (rc);
}
