/* Errors as values: see the header. */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
put(struct err *e, int code, const char *fmt, va_list ap)
{
	if (e == NULL)
		return;
	err_clear(e);
	e->code = code;
	(void)vsnprintf(e->text, sizeof(e->text), fmt, ap);
}

int
err_set(struct err *e, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(e, code, fmt, ap);
	va_end(ap);
	return (code);
}

int
err_at(struct err *e, int code, uint64_t offset, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(e, code, fmt, ap);
	va_end(ap);
	if (e != NULL) {
		e->offset = offset;
		e->has_offset = true;
	}
	return (code);
}

static int
code_of_errno(int number)
{
	switch (number) {
	case EACCES:
	case EPERM: return (ERR_DENIED);
	case ENOENT: return (ERR_NOTFOUND);
	case EEXIST: return (ERR_EXISTS);
	case ENOMEM: return (ERR_NOMEM);
	default: return (ERR_IO);
	}
}

int
err_sys(struct err *e, const char *fmt, ...)
{
	int number = errno;
	int code = code_of_errno(number);
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	put(e, code, fmt, ap);
	va_end(ap);
	if (e != NULL) {
		n = strlen(e->text);
		(void)snprintf(e->text + n, sizeof(e->text) - n, ": %s", strerror(number));
	}
	return (code);
}

int
err_in(struct err *e, const char *file)
{
	if (e == NULL)
		return (ERR_INTERNAL);
	if (e->file[0] == '\0')
		(void)snprintf(e->file, sizeof(e->file), "%s", file);
	return (e->code);
}

int
err_line(struct err *e, uint64_t line)
{
	if (e == NULL)
		return (ERR_INTERNAL);
	if (e->line == 0)
		e->line = line;
	return (e->code);
}

void
err_clear(struct err *e)
{
	e->code = 0;
	e->line = 0;
	e->offset = 0;
	e->has_offset = false;
	e->file[0] = '\0';
	e->text[0] = '\0';
}

void
err_format(const struct err *e, char *out, size_t n)
{
	const char *text = e->text[0] != '\0' ? e->text : "unknown error";

	if (e->file[0] != '\0' && e->line != 0)
		(void)snprintf(out, n, "%s:%llu: %s", e->file, (unsigned long long)e->line, text);
	else if (e->file[0] != '\0' && e->has_offset)
		(void)snprintf(out, n, "%s: at byte %llu: %s", e->file, (unsigned long long)e->offset, text);
	else if (e->file[0] != '\0')
		(void)snprintf(out, n, "%s: %s", e->file, text);
	else if (e->has_offset)
		(void)snprintf(out, n, "at character %llu: %s", (unsigned long long)e->offset + 1, text);
	else
		(void)snprintf(out, n, "%s", text);
}

const char *
err_name(int code)
{
	switch (code) {
#define X(name, value, exit_status, text) \
	case -(value): return (#name);
		ERR_CODES(X)
#undef X
	default: return (code == 0 ? "OK" : "UNKNOWN");
	}
}

int
err_exit(int code)
{
	switch (code) {
#define X(name, value, exit_status, text) \
	case -(value): return (exit_status);
		ERR_CODES(X)
#undef X
	default: return (code == 0 ? 0 : 70);
	}
}
