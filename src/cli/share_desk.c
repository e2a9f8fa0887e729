/* See the header. */
#include "cli/share_desk.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>

#include "base/file.h"
#include "share/item.h"

int
share_desk_reload(struct share_desk *d, const struct cli *c, struct err *e)
{
	share_free(&d->s);
	return (share_load(&d->s, d->c, c->as_of, e));
}

int
share_desk_open(struct share_desk *d, const struct cli *c, struct err *e)
{
	const char *as = cli_get(c, "as");
	char home[PATH_MAX];

	d->by = as != NULL ? str_of(as) : item_user();
	if ((d->c = cli_case(c, e)) == NULL)
		return (e->code);
	party_home(d->c, home, sizeof(home));
	if ((d->sealers = sealers_new(home)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (share_desk_reload(d, c, e));
}

int
share_desk_named(struct share_desk *d, const struct cli *c, struct err *e)
{
	const char *env = getenv("ATHAR_CASE");

	if (cli_get(c, "case") == NULL && (env == NULL || *env == '\0'))
		return (err_set(
		    e, ERR_USAGE, "what lets something out needs its case named: --case DIR, or ATHAR_CASE"));
	return (share_desk_open(d, c, e));
}

void
share_desk_close(struct share_desk *d)
{
	share_free(&d->s);
	sealers_free(d->sealers);
	case_close(d->c);
	*d = (struct share_desk){ 0 };
}

int
share_desk_file(const struct cli *c, const char *name, struct buf *b, struct err *e)
{
	const char *path = cli_get(c, name);

	*b = BUF(SHARE_FILE_MAX);
	return (path == NULL ? 0 : file_read(b, AT_FDCWD, path, e));
}
