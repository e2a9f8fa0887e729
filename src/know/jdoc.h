/*
 * Walking a JSON document whose shape is known in part: an object is read by
 * a table of its members, and what the table does not name is reported, so
 * that nothing is ignored in silence.  The grammar of the whole text is
 * checked first; from then on views into it are safe to look at in any order.
 */
#ifndef KNOW_JDOC_H
#define KNOW_JDOC_H

#include "base/arena.h"
#include "base/jsonr.h"

/* A value: its first token and its text (for a string what stands between the quotes, undecoded). */
struct jval {
	enum jsonr_type type; /* JSONR_END where there is none. */
	struct str raw;
};

enum {
	J_STR = 1 << JSONR_STRING,
	J_OBJ = 1 << JSONR_OBJECT,
	J_ARR = 1 << JSONR_ARRAY,
	J_NUM = 1 << JSONR_NUMBER,
	J_BOOL = 1 << JSONR_TRUE | 1 << JSONR_FALSE,
	J_NULL = 1 << JSONR_NULL,
	J_ANY = ~0
};

/*
 * A document being read.  ${warn} gets what is wrong with one place and
 * ${unknown} a member that no table names; both get the place as a JSON
 * pointer.  ${arg} is theirs.
 */
struct jdoc {
	struct str text;
	struct arena mem; /* Decoded strings. */
	struct buf path;  /* The JSON pointer of the place being read. */
	void (*warn)(void *arg, struct str path, const char *text);
	void (*unknown)(void *arg, struct str path, const struct jval *v);
	void *arg;
};

/*
 * jdoc_check(text, depth, e): Whether ${text} is one JSON value, not nested deeper than ${depth}.  0,
 * ERR_SYNTAX, ERR_LIMIT.
 */
int jdoc_check(struct str text, unsigned depth, struct err *e);

/* jdoc_root(text, v): The one value of a checked text. */
void jdoc_root(struct str text, struct jval *v);

/* jdoc_free(d): Release what reading has allocated. */
void jdoc_free(struct jdoc *d);

/*
 * One member of an object: its name, which types it may have, and where it
 * goes: to ${fn}; else, with ${keep}, decoded to the struct str at ${at} in
 * what the object is read into; else nowhere (it is known, and stays in the
 * document).  A table ends with a NULL name.
 */
typedef int jdoc_fn(struct jdoc *d, const struct jval *v, void *into);
struct jmember {
	const char *name;
	int types;
	jdoc_fn *fn;
	bool keep;
	size_t at;
};
#define J_KEEP(name, type, field)                              \
	{                                                      \
		name, J_STR, NULL, true, offsetof(type, field) \
	}

/* jdoc_object(d, v, members, into): Read an object by its table.  0 or a negative code of a function. */
int jdoc_object(struct jdoc *d, const struct jval *v, const struct jmember *members, void *into);

/* jdoc_array(d, v, types, fn, into): Call ${fn} for every item; those of another type are warned of. */
int jdoc_array(struct jdoc *d, const struct jval *v, int types, jdoc_fn *fn, void *into);

/*
 * jdoc_str(d, v): A string decoded, kept as long as the document; "" where it has a bad escape (and a
 * warning).
 */
struct str jdoc_str(struct jdoc *d, const struct jval *v);

/*
 * jdoc_find(object, name, v): The first member of that name in an object's text; false where there is
 * none.
 */
bool jdoc_find(struct str object, const char *name, struct jval *v);

/*
 * A walk through a container, for a few members or items without a table:
 * jeach_next gives one after the other, ${*key} ("" in an array) undecoded.
 */
struct jeach {
	struct jsonr j;
};
void jeach_begin(struct jeach *it, const struct jval *v);
bool jeach_next(struct jeach *it, struct str *key, struct jval *item);

/* jdoc_warn(d, fmt, ...): Warn of the place being read. */
void jdoc_warn(struct jdoc *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
