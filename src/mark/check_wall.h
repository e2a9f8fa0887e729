/*
 * The walls around a package's check: namespaces, a seccomp filter and
 * Landlock.  Parts of check_jail.c, called in its children only.
 */
#ifndef MARK_CHECK_WALL_H
#define MARK_CHECK_WALL_H

#include <stdbool.h>

/* Which namespaces of its own the check has. */
struct check_rooms {
	bool users;
	bool processes; /* The next child is the first process of it, and all end with that one. */
	bool network;
};

/* check_rooms_as_root(r), check_rooms_as_anyone(r): Enter the namespaces that the account may make; the rest stays. */
void check_rooms_as_root(struct check_rooms *r);
void check_rooms_as_anyone(struct check_rooms *r);

/*
 * check_wall_files(folder): Where the kernel has Landlock, from now on
 * nothing is written outside ${folder}, and nothing read outside it and the
 * system's own folders.
 */
void check_wall_files(const char *folder);

/*
 * check_wall_calls(r): Forbid sockets and all else that leads out.  0, or -1 with errno set where seccomp
 * is not there: then nothing may be run.
 */
int check_wall_calls(const struct check_rooms *r);

#endif
