/* Bulletins as they are shown: one as a grid, all of them in a line each, and their JSON. */
#ifndef CLI_SHARE_BULLETIN_H
#define CLI_SHARE_BULLETIN_H

#include "cli/share_desk.h"

/*
 * share_bulletin_print(c, s, b, now, e): One bulletin as of ${now}, as JSON
 * under --json.  share_bulletins_print: all of them.
 */
int share_bulletin_print(
    const struct cli *c, const struct share *s, const struct bulletin *b, instant_us now, struct err *e);
int share_bulletins_print(const struct cli *c, const struct share *s, instant_us now, struct err *e);

#endif
