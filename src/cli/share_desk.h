/* What the commands of share begin with: the case, what it knows of share, and the sealers. */
#ifndef CLI_SHARE_DESK_H
#define CLI_SHARE_DESK_H

#include "cli/cli.h"
#include "share/party.h"

#define SHARE_FILE_MAX ((size_t)16 << 20)

struct share_desk {
	struct case_dir *c;
	struct share s;
	struct sealers *sealers;
	struct str by; /* Who is at the desk: --as PERSON, else the login name. */
};

/*
 * share_desk_open(d, c, e): Open the case that is meant into the zeroed
 * ${d}, as of --as-of.  share_desk_named is the same for what lets anything
 * out: the case must be named (--case or $ATHAR_CASE).  Close it in any case.
 */
int share_desk_open(struct share_desk *d, const struct cli *c, struct err *e);
int share_desk_named(struct share_desk *d, const struct cli *c, struct err *e);
void share_desk_close(struct share_desk *d);

/* share_desk_reload(d, c, e): Look again at what share knows, after a commit. */
int share_desk_reload(struct share_desk *d, const struct cli *c, struct err *e);

/* share_desk_file(c, name, b, e): Read the file that option ${name} gives; nothing where it is not given. */
int share_desk_file(const struct cli *c, const char *name, struct buf *b, struct err *e);

#endif
