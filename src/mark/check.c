/* Running the author's check on every value: see the header. */
#include "mark/check.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "mark/copy.h"

/* One pass over all values. */
struct pass {
	const struct mark_package *p;
	char *const *argv;
	struct mark_book book;  /* One copy: the package itself, but at the site in question. */
	struct mark_book drawn; /* Two copies, whose free values are tried. */
	check_fault_fn *fn;
	void *arg;
	struct check_tally *tally;
};

static bool
blank(char c)
{
	return (c == ' ' || c == '\t' || c == '\n' || c == '\r');
}

/* One word from *at on, its quotes taken off. */
static int
take_word(struct str line, size_t *at, struct buf *b, struct err *e)
{
	char quote = '\0';

	for (; *at < line.n && (quote != '\0' || !blank(line.p[*at])); ++*at) {
		char c = line.p[*at];

		if (c == '\0')
			return (err_set(e, ERR_SYNTAX, "check: holds a NUL byte"));
		if (quote != '\0' ? c == quote : c == '\'' || c == '"')
			quote = quote != '\0' ? '\0' : c;
		else
			buf_char(b, c);
	}
	if (quote != '\0')
		return (err_set(e, ERR_SYNTAX, "check: a quote is not closed"));
	return (buf_error(b, e));
}

static void
free_words(char **word, size_t n)
{
	while (n > 0)
		free(word[--n]);
}

int
check_words(struct str line, char *word[CHECK_WORDS_MAX + 1], size_t *n, struct err *e)
{
	struct buf b = BUF(65536);
	size_t at = 0, got = 0;
	int rc = 0;

	for (;;) {
		while (at < line.n && blank(line.p[at]))
			at++;
		if (at == line.n)
			break;
		buf_clear(&b);
		if (got == CHECK_WORDS_MAX)
			rc = err_set(e, ERR_LIMIT, "check: more than %d words", CHECK_WORDS_MAX);
		else if ((rc = take_word(line, &at, &b, e)) == 0 && (word[got] = strdup(buf_c(&b))) == NULL)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		if (rc != 0)
			break;
		got++;
	}
	if (rc == 0 && (got == 0 || word[0][0] == '\0'))
		rc = err_set(e, ERR_SYNTAX, "check: names no program");
	buf_free(&b);
	if (rc != 0) {
		free_words(word, got);
		return (rc);
	}
	word[got] = NULL;
	*n = got;
	return (0);
}

/* The package with its one changed site, and the folders of the run, below ${folder}. */
static int
furnish(const struct pass *pass, const char *folder, struct err *e)
{
	char path[PATH_MAX];
	int fd, rc;

	(void)snprintf(path, sizeof(path), "%.4000s/package", folder);
	if ((rc = file_mkdir(AT_FDCWD, path, 0700, e)) != 0)
		return (rc);
	if ((fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) < 0)
		return (err_sys(e, "cannot open the scratch folder"));
	rc = mark_copy_put(pass->p, &pass->book, 1, path, fd, e);
	(void)close(fd);
	return (rc != 0 ? rc : jail_folder(folder, e));
}

/* Where scratch copies are made: TMPDIR, if it is a plain absolute path, or /tmp. */
static void
scratch_name(char out[PATH_MAX])
{
	const char *tmp = getenv("TMPDIR");

	if (tmp == NULL || tmp[0] != '/' || strlen(tmp) > 256)
		tmp = "/tmp";
	(void)snprintf(out, PATH_MAX, "%s/athar-check-XXXXXX", tmp);
}

/* Run it once on the book as it is. */
static int
run_once(struct pass *pass, size_t site, struct str value, struct err *e)
{
	struct check_fault fault = { .site = site, .value = value };
	struct buf output = BUF((size_t)JAIL_OUTPUT * 2);
	char folder[PATH_MAX];
	int rc;

	scratch_name(folder);
	if (mkdtemp(folder) == NULL)
		return (err_sys(e, "cannot make a scratch folder %.100s", folder));
	if ((rc = furnish(pass, folder, e)) == 0)
		rc = jail_run(pass->argv, folder, &fault.end, &output, e);
	mark_copy_remove(folder);
	if (rc == 0) {
		pass->tally->runs++;
		if (site != SIZE_MAX)
			pass->tally->site[site]++;
	}
	if (rc == 0 && (fault.end.how != JAIL_EXITED || fault.end.value != 0)) {
		pass->tally->failed++;
		fault.output = buf_view(&output);
		pass->fn(pass->arg, &fault);
	}
	buf_free(&output);
	return (rc);
}

/* The symbol of an order's lines the other way round. */
static size_t
reversed(const struct mark_site *s, size_t own)
{
	uint8_t item[MARK_ORDER_MAX] = { 0 }, want[MARK_ORDER_MAX] = { 0 };
	size_t symbol = 0;

	mark_permutation(own, s->values, item);
	for (size_t i = 0; i < s->values; i++)
		want[i] = item[s->values - 1 - i];
	do
		mark_permutation(symbol, s->values, item);
	while (memcmp(item, want, s->values) != 0 && ++symbol < mark_symbols(s));
	return (symbol);
}

/* Every value of a finite site but the package's own, which has been run already. */
static int
run_symbols(struct pass *pass, size_t k, struct err *e)
{
	const struct mark_site *s = &pass->p->sites.site[k];
	uint16_t *symbol = &pass->book.symbol[k], own = *symbol;
	int rc = 0;

	if (s->kind == MARK_ORDER) {
		*symbol = (uint16_t)reversed(s, own);
		rc = run_once(pass, k, STR(""), e);
	}
	for (size_t v = 0; rc == 0 && s->kind == MARK_ONE_OF && v < s->values; v++) {
		*symbol = (uint16_t)v;
		if (v != own)
			rc = run_once(pass, k, s->value[v], e);
	}
	*symbol = own;
	return (rc);
}

static int
run_drawn(struct pass *pass, size_t k, struct err *e)
{
	int rc = 0;

	for (size_t copy = 1; rc == 0 && copy <= 2; copy++) {
		pass->book.value[k] = mark_book_value(&pass->drawn, copy, k);
		rc = run_once(pass, k, pass->book.value[k], e);
	}
	pass->book.value[k] = pass->p->sites.site[k].find;
	return (rc);
}

static int
run_all(struct pass *pass, struct err *e)
{
	const struct mark_sites *sites = &pass->p->sites;
	int rc;

	if ((rc = mark_book_make(&pass->book, 1, sites->n, e)) != 0 ||
	    (rc = mark_book_fill(
		 &pass->drawn, STR("athar run-check 1"), &pass->p->id, sites->site, sites->n, 2, e)) != 0)
		return (rc);
	for (size_t k = 0; k < sites->n; k++) {
		if (sites->site[k].kind == MARK_FREE)
			pass->book.value[k] = sites->site[k].find;
		else
			pass->book.symbol[k] = (uint16_t)mark_own_symbol(pass->p, k);
	}
	/* If it fails on the package itself, no value is to blame. */
	if ((rc = run_once(pass, SIZE_MAX, STR(""), e)) != 0 || pass->tally->failed > 0)
		return (rc);
	for (size_t k = 0; rc == 0 && k < sites->n; k++)
		rc = sites->site[k].kind == MARK_FREE ? run_drawn(pass, k, e) : run_symbols(pass, k, e);
	return (rc);
}

int
mark_check_run(
    const struct mark_package *p, check_fault_fn *fn, void *arg, struct check_tally *tally, struct err *e)
{
	struct pass pass = { .p = p, .fn = fn, .arg = arg, .tally = tally };
	char *word[CHECK_WORDS_MAX + 1];
	size_t n;
	int rc;

	*tally = (struct check_tally){ 0 };
	if (p->sites.check.n == 0)
		return (err_set(e, ERR_NOTFOUND, "athar.marks.yml has no check to run"));
	if ((rc = check_words(p->sites.check, word, &n, e)) != 0)
		return (rc);
	if ((tally->site = calloc(p->sites.n, sizeof(*tally->site))) == NULL) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else {
		pass.argv = word;
		rc = run_all(&pass, e);
	}
	mark_book_free(&pass.book);
	mark_book_free(&pass.drawn);
	free_words(word, n);
	return (rc);
}
