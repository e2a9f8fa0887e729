/*
 * Errors.  A function that can fail returns 0 or a negative enum err_code (or a
 * pointer or NULL) and describes the fault in a struct err that its caller
 * owns: what was wrong, and where in the *input* it was.  The detail is set
 * where the fault is first seen; the layers above may only add the name of
 * the file or the line, which they know and the parser below does not.
 * Libraries never print and never exit.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Code, exit status of a command that ends with it, and its plain meaning. */
#define ERR_CODES(X)                                \
	X(NOMEM, 1, 70, "out of memory")            \
	X(IO, 2, 4, "input or output failed")       \
	X(SYNTAX, 3, 3, "not in the expected form") \
	X(LIMIT, 4, 3, "beyond a limit")            \
	X(NOTFOUND, 5, 3, "not found")              \
	X(EXISTS, 6, 3, "exists already")           \
	X(DENIED, 7, 4, "not permitted")            \
	X(TIMEOUT, 8, 4, "took too long")           \
	X(UNAVAILABLE, 9, 4, "not available now")   \
	X(CORRUPT, 10, 4, "damaged")                \
	X(CANCELLED, 11, 4, "interrupted")          \
	X(USAGE, 12, 2, "wrong usage")              \
	X(INTERNAL, 13, 70, "internal error")

enum err_code {
#define X(name, value, exit_status, text) ERR_##name = -(value),
	ERR_CODES(X)
#undef X
};

struct err {
	int code;        /* 0 where nothing went wrong, else an enum err_code. */
	uint64_t line;   /* Line of the input, from 1; 0 where there is none. */
	uint64_t offset; /* Byte offset in the input; valid if has_offset. */
	bool has_offset;
	char file[512]; /* The input's name as it was given, or "". */
	char text[256]; /* One line, without a full stop. */
};

/*
 * err_set(e, code, fmt, ...): Record ${code} and a one-line text in ${e},
 * which may be NULL, forgetting any older place.  Return ${code}, so that
 * "return (err_set(...))" reads as one step.
 */
int err_set(struct err *e, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* err_at(e, code, offset, fmt, ...): As err_set, at byte ${offset} of the input. */
int
err_at(struct err *e, int code, uint64_t offset, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/*
 * err_sys(e, fmt, ...): As err_set with the code that fits errno and with its
 * text appended: EACCES and EPERM give ERR_DENIED, ENOENT ERR_NOTFOUND,
 * EEXIST ERR_EXISTS, ENOMEM ERR_NOMEM, all else ERR_IO.
 */
int err_sys(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * err_in(e, file): Add the input's name unless one is there already.  Return the code (never 0 for a NULL
 * ${e}).
 */
int err_in(struct err *e, const char *file);

/* err_line(e, line): Add a line number unless one is there already.  Return the code likewise. */
int err_line(struct err *e, uint64_t line);

/* err_clear(e): Forget everything. */
void err_clear(struct err *e);

/* err_format(e, out, n): Write "file:line: text" into the ${n} bytes at ${out}; always terminated. */
void err_format(const struct err *e, char *out, size_t n);

/* err_name(code): The code's name, as "SYNTAX".  err_exit(code): the exit status that it means. */
const char *err_name(int code);
int err_exit(int code);

#endif
