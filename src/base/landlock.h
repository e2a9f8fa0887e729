/*
 * Landlock (Linux 5.13 and later, see landlock(7)): a process gives up what it
 * may do with files, and with younger kernels with TCP ports and with others'
 * sockets and processes, but for what it allows itself beforehand.
 */
#ifndef BASE_LANDLOCK_H
#define BASE_LANDLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Scopes that may be closed: abstract sockets of others, and signals to others. */
#define LANDLOCK_SOCKETS 1ULL
#define LANDLOCK_SIGNALS 2ULL

/*
 * landlock_begin(scopes, files): A set of rules that takes away every right over files that this kernel
 * knows, which ${*files} gets as LANDLOCK_ACCESS_FS bits, all of TCP, and ${scopes}.  A descriptor, or -1
 * where the kernel has no Landlock.
 */
int landlock_begin(uint64_t scopes, uint64_t *files);

/* landlock_allow(set, path, rights): Allow these over ${path}, and below it if it is a folder; one that is not there is passed over. */
void landlock_allow(int set, const char *path, uint64_t rights);

/* landlock_end(set): From now on it holds, for this thread and what it starts; PR_SET_NO_NEW_PRIVS must be set.  Closes ${set}. */
bool landlock_end(int set);

#endif
