/*
 * The author's own check of a package, the one exception to the rule that
 * nothing out of a package is ever executed (DESIGN, decision 10): `check` of
 * athar.marks.yml, only under `share mark --run-check`, once for the package
 * itself and once for every value that a site may take, each in a scratch
 * copy of its own (check_jail.h).  It must succeed for each.
 *
 * A run changes one site and leaves the others as they are in the package:
 * sites are independent by their author's promise.  An order is run reversed,
 * which puts every two of its lines the other way round; a free site with two
 * values that are drawn as a copy's are.
 */
#ifndef MARK_CHECK_H
#define MARK_CHECK_H

#include "mark/check_jail.h"
#include "mark/package.h"

#define CHECK_WORDS_MAX 64

/*
 * A run that did not succeed: ${site} is an index, or SIZE_MAX for the
 * package itself; ${value} the text that stood there ("" for an order:
 * reversed).  The views live during the call.
 */
struct check_fault {
	size_t site;
	struct str value;
	struct jail_end end;
	struct str output; /* The end of it, as it came: hostile. */
};
typedef void check_fault_fn(void *arg, const struct check_fault *fault);

/* How often it was run.  ${site} has the runs of each site; free it. */
struct check_tally {
	size_t runs, failed;
	size_t *site;
};

/*
 * check_words(line, word, n, e): Split ${line} at blanks into the ${n}
 * strings of ${word}, which has room for CHECK_WORDS_MAX and the NULL behind
 * them; 'a b' and "a b" hold blanks and nothing else has a meaning, since
 * there is no shell.  The words belong to the caller, word by word.  0,
 * ERR_SYNTAX, ERR_LIMIT or ERR_NOMEM; nothing is to be freed then.
 */
int check_words(struct str line, char *word[CHECK_WORDS_MAX + 1], size_t *n, struct err *e);

/*
 * mark_check_run(p, fn, arg, tally, e): Run the check of ${p} on every value,
 * and call ${fn} for each that fails.  If the package itself fails, that is
 * all.  0 whether or not some failed; ERR_NOTFOUND without a check;
 * ERR_UNAVAILABLE where it cannot be confined, with nothing run; another code
 * for a scratch copy that cannot be made.
 */
int mark_check_run(
    const struct mark_package *p, check_fault_fn *fn, void *arg, struct check_tally *tally, struct err *e);

#endif
