/* The policy that holds: a file given for this once, else that of the case, else the built-in one. */
#ifndef SHARE_POLICY_CASE_H
#define SHARE_POLICY_CASE_H

#include "share/state.h"

#define POLICY_FILE_MAX ((size_t)1 << 20)

/* policy_of_case(c, s, file, p, e): Read it; ${file} may be NULL.  0 or as policy_read.  Free it by policy_free. */
int
policy_of_case(struct case_dir *c, const struct share *s, const char *file, struct policy **p, struct err *e);

/* policy_text_of_case(c, s, b, e): Append its text as it stands in the case, or the built-in one's. */
int policy_text_of_case(struct case_dir *c, const struct share *s, struct buf *b, struct err *e);

/*
 * policy_unknown(p, s, fn, arg): Call ${fn} for each name, tier and country that a rule of ${p} asks for and no
 * partner of ${s} has who still takes part: a slip of the pen would make such a rule fit nobody.  In the order of the
 * file, a word once for each rule; ${line} is the rule's, ${key} is name, tier or country, ${word} is the file's own:
 * escape it.
 */
void policy_unknown(const struct policy *p, const struct share *s,
    void (*fn)(void *arg, uint64_t line, const char *key, struct str word), void *arg);

/*
 * policy_put(c, text, by, entry, e): Make ${text}, which was read without a fault, the case's policy.
 * ERR_EXISTS where it is that already.
 */
int policy_put(struct case_dir *c, struct str text, struct str by, uint64_t *entry, struct err *e);

#endif
