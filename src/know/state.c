/*
 * What is known, gathered: the tables that are compiled in, those imported,
 * the documents' facts; then sorted once and never changed.
 */
#include "know/state.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/vec.h"
#include "embedded_tables.h"

/*
 * The CVEs that the column march2021_fixed decides, and the product to which
 * it does not apply for each.  CVE-2021-26857 alone lists "Exchange Server
 * 2010 Service Pack 3" (CVE record 26857, containers.cna.affected, from
 * 14.0.0.0 on), and the vendor gave RU32 for it; the other three list 2013,
 * 2016 and 2019.  2007 is marked "na" in the table itself.
 */
static const struct {
	const char *cve;
	const char *not_affected;
} TABLE_CVES[] = {
	{ "CVE-2021-26855", "Exchange 2010" },
	{ "CVE-2021-26857", NULL },
	{ "CVE-2021-26858", "Exchange 2010" },
	{ "CVE-2021-27065", "Exchange 2010" },
};
#define TABLE_CVES_N (sizeof(TABLE_CVES) / sizeof(TABLE_CVES[0]))

bool
know_is_table_cve(struct str cve)
{
	for (size_t i = 0; i < TABLE_CVES_N; i++) {
		if (str_ieq(cve, str_of(TABLE_CVES[i].cve)))
			return (true);
	}
	return (false);
}

bool
know_not_affected(struct str cve, struct str product)
{
	for (size_t i = 0; i < TABLE_CVES_N; i++) {
		if (str_ieq(cve, str_of(TABLE_CVES[i].cve)))
			return (str_ieq(product, str_of(TABLE_CVES[i].not_affected)));
	}
	return (false);
}

struct know *
know_new(struct err *e)
{
	struct know *k = calloc(1, sizeof(*k));

	if (k == NULL)
		(void)err_set(e, ERR_NOMEM, "out of memory");
	return (k);
}

void
know_free(struct know *k)
{
	if (k == NULL)
		return;
	builds_free(&k->builds);
	free(k->doc);
	free(k->fact);
	free(k->cve);
	arena_free(&k->mem);
	free(k);
}

/* Copy a view into the arena; failures are found by the caller's one check. */
static void
keep(struct know *k, struct str *s, bool *failed)
{
	struct str copy = arena_str(&k->mem, *s);

	if (copy.p == NULL)
		*failed = true;
	else
		*s = copy;
}

static int
keep_source(struct know *k, struct source *s, struct err *e)
{
	bool failed = false;

	keep(k, &s->document, &failed);
	keep(k, &s->sha256, &failed);
	return (failed ? err_set(e, ERR_NOMEM, "out of memory") : 0);
}

int
know_add_table(struct know *k, const struct source *source, unsigned *table, struct err *e)
{
	if (k->tables == TABLES_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d build tables", TABLES_MAX));
	*table = k->tables;
	k->table[k->tables++].source = *source;
	return (keep_source(k, &k->table[*table].source, e));
}

/* Rows of the table that is compiled in; a fault in it is a fault of the program. */
struct builtin {
	struct know *k;
	unsigned table;
	struct err *e;
};

static int
add_builtin_row(void *arg, const struct build_row *row, uint64_t line, const struct err *why)
{
	struct builtin *b = arg;

	if (row == NULL)
		return (err_set(b->e, ERR_INTERNAL, "the built-in table, line %llu: %s",
		    (unsigned long long)line, why->text));
	return (builds_add(&b->k->builds, row, b->table, b->e));
}

int
know_add_builtin(struct know *k, struct err *e)
{
	struct builtin b = { .k = k, .e = e };
	struct buf hex = BUF(SHA256_HEX + 1);
	struct sha256 sha;
	struct str text;
	int rc = ERR_INTERNAL;

	for (size_t i = 0; embedded_tables[i].name != NULL; i++) {
		if (strcmp(embedded_tables[i].name, "exchange-builds.tsv") != 0)
			continue;
		text = (struct str){ embedded_tables[i].data, embedded_tables[i].size };
		sha = sha256_of(text);
		hex_put(&hex, sha.b, sizeof(sha.b));
		rc = know_add_table(k,
		    &(struct source){ .document = STR("exchange-builds.tsv"), .sha256 = buf_view(&hex) },
		    &b.table, e);
		buf_free(&hex);
		if (rc == 0)
			rc = builds_each(text, add_builtin_row, &b, e);
		return (rc);
	}
	return (err_set(e, rc, "no build table is compiled in"));
}

int
know_add_doc(struct know *k, const struct doc *doc, size_t *at, struct err *e)
{
	bool failed = false;
	struct doc *to;

	if (VEC_GROW(k->doc, k->docs, k->doc_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	to = &k->doc[k->docs];
	*to = *doc;
	keep(k, &to->format, &failed);
	keep(k, &to->publisher, &failed);
	keep(k, &to->id, &failed);
	keep(k, &to->version, &failed);
	keep(k, &to->title, &failed);
	if (failed)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	*at = k->docs++;
	return (keep_source(k, &to->source, e));
}

int
know_add_fact(struct know *k, size_t at, const struct fact *fact, struct err *e)
{
	bool failed = false;
	struct fact *to;

	if (VEC_GROW(k->fact, k->facts, k->fact_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	to = &k->fact[k->facts];
	*to = *fact;
	/* The array of documents may still move: the index stands in for the pointer until know_index. */
	to->doc = (const struct doc *)(uintptr_t)at;
	keep(k, &to->cve, &failed);
	keep(k, &to->vendor, &failed);
	keep(k, &to->product, &failed);
	keep(k, &to->level, &failed);
	keep(k, &to->text, &failed);
	keep(k, &to->kb, &failed);
	keep(k, &to->url, &failed);
	if (failed)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	k->facts++;
	return (0);
}

static int
fact_order(const void *a, const void *b)
{
	const struct fact *x = a, *y = b;
	int c = str_order(x->cve, y->cve);

	if (c == 0 && x->doc != y->doc)
		c = x->doc < y->doc ? -1 : 1;
	if (c == 0)
		c = str_order(x->product, y->product);
	if (c == 0)
		c = str_order(x->text, y->text);
	return (c != 0 ? c : (int)x->status - (int)y->status);
}

static int
add_cve(struct know *k, struct str cve, struct err *e)
{
	if (VEC_GROW(k->cve, k->cves, k->cve_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	k->cve[k->cves++] = cve;
	return (0);
}

int
know_index(struct know *k, struct err *e)
{
	int rc = builds_index(&k->builds, e);

	for (size_t i = 0; i < k->facts && rc == 0; i++) {
		k->fact[i].doc = &k->doc[(uintptr_t)k->fact[i].doc];
		fact_place(&k->fact[i], &k->builds);
	}
	if (k->facts > 0 && rc == 0)
		qsort(k->fact, k->facts, sizeof(*k->fact), fact_order);
	for (size_t i = 0; i < TABLE_CVES_N && k->builds.n > 0 && rc == 0; i++)
		rc = add_cve(k, str_of(TABLE_CVES[i].cve), e);
	for (size_t i = 0; i < k->facts && rc == 0; i++) {
		if (!know_is_table_cve(k->fact[i].cve) &&
		    (i == 0 || !str_eq(k->fact[i - 1].cve, k->fact[i].cve)))
			rc = add_cve(k, k->fact[i].cve, e);
	}
	return (rc);
}

struct str
know_cves(const struct know *k, size_t i)
{
	return (i < k->cves ? k->cve[i] : STR(""));
}

struct know *
know_builtin(struct err *e)
{
	struct know *k = know_new(e);

	if (k == NULL || (know_add_builtin(k, e) == 0 && know_index(k, e) == 0))
		return (k);
	know_free(k);
	return (NULL);
}

struct str
know_table_product(const struct know *k, struct str name)
{
	return (builds_product(&k->builds, name));
}
