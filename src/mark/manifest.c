/* Writing manifest.json: see the header for its form. */
#include "mark/manifest.h"

static void
put_texts(struct jsonw *w, const char *name, const struct str *text, size_t n)
{
	jsonw_key(w, name);
	jsonw_open(w, '[');
	for (size_t i = 0; i < n; i++)
		jsonw_str(w, text[i]);
	jsonw_close(w, ']');
}

static void
put_site(struct jsonw *w, const struct mark_site *site, uint16_t bias)
{
	jsonw_open(w, '{');
	jsonw_kcstr(w, "kind", mark_kind_name(site->kind));
	jsonw_kstr(w, "file", site->file);
	jsonw_ku64(w, "line", site->line);
	if (site->kind != MARK_ORDER)
		jsonw_kstr(w, "find", site->find);
	if (site->kind == MARK_FREE) {
		jsonw_kcstr(w, "class", mark_class_name(site->class));
		jsonw_ku64(w, "length", site->length);
	} else {
		put_texts(w, "values", site->value, site->values);
	}
	if (site->kind == MARK_ONE_OF) {
		jsonw_kcstr(w, "context", mark_context_name(site->context));
		jsonw_kstr(w, "left", site->left);
		jsonw_kstr(w, "right", site->right);
		if (bias != 0)
			jsonw_ku64(w, "bias", bias);
		if (site->befores > 0) {
			put_texts(w, "before", site->before, site->befores);
			put_texts(w, "after", site->after, site->afters);
		}
	}
	jsonw_close(w, '}');
}

void
mark_code_put(struct jsonw *w, const struct mark_site *site, const struct mark_book *book, size_t copy)
{
	jsonw_open(w, '[');
	for (size_t k = 0; k < book->sites; k++) {
		if (site[k].kind == MARK_FREE)
			jsonw_str(w, mark_book_value(book, copy, k));
		else
			jsonw_u64(w, mark_book_symbol(book, copy, k));
	}
	jsonw_close(w, ']');
}

/* The last part of the package's path, for people. */
static struct str
name_of(struct str root)
{
	size_t slash;

	while (root.n > 1 && root.p[root.n - 1] == '/')
		root.n--;
	slash = str_rchr(root, '/');
	return (slash == STR_NPOS || root.n == 1 ? root : str_sub(root, slash + 1, root.n));
}

static void
put_body(struct buf *b, const struct mark_package *p, const struct mark_book *book)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	buf_char(b, '\n');
	jsonw_kstr(&w, "package", name_of(p->root));
	jsonw_ksha256(&w, "package_sha256", &p->id);
	jsonw_key(&w, "scheme");
	jsonw_raw(&w, book->discrete ? STR(MANIFEST_DISCRETE) : STR(MANIFEST_CONSTANT));
	jsonw_ku64(&w, "copies", book->copies);
	jsonw_key(&w, "sites");
	jsonw_open(&w, '[');
	/* A line each, so that people can look at it. */
	for (size_t k = 0; k < p->sites.n; k++) {
		buf_char(b, '\n');
		put_site(&w, &p->sites.site[k], book->bias[k]);
	}
	jsonw_close(&w, ']');
	jsonw_key(&w, "codes");
	jsonw_open(&w, '[');
	for (size_t copy = 1; copy <= book->copies; copy++) {
		buf_char(b, '\n');
		mark_code_put(&w, p->sites.site, book, copy);
	}
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
}

void
mark_manifest_put(struct buf *b, const struct mark_package *p, const struct mark_book *book)
{
	struct buf body = BUF(MANIFEST_MAX);
	struct sha256 sum;

	put_body(&body, p, book);
	if (body.failed != 0)
		b->failed = body.failed;
	sum = sha256_of(buf_view(&body));
	buf_cstr(b, "{\"kind\":\"athar-manifest\",\"v\":1,\"sha256\":\"");
	hex_put(b, sum.b, sizeof(sum.b));
	buf_cstr(b, "\",\"body\":");
	buf_str(b, buf_view(&body));
	buf_cstr(b, "}\n");
	wipe(body.p, body.n);
	buf_free(&body);
}
