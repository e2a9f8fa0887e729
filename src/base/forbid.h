/*
 * Walls of another kind than that of base/sandbox.h: where nobody can list what
 * is needed, as of a server or a compiler, system calls are forbidden by
 * seccomp(2), and all others are allowed.
 */
#ifndef BASE_FORBID_H
#define BASE_FORBID_H

#include <seccomp.h>
#include <stddef.h>

/*
 * forbid_calls(ctx, error, call, n): These ${n} fail with the errno ${error}.  forbid_roads(ctx, error): So does what
 * leads out of any wall: sockets, namespaces with new rights, other processes, keys, mounts, the machine itself.
 * Both return 0 or a negative errno.
 */
int forbid_calls(scmp_filter_ctx ctx, int error, const int *call, size_t n);
int forbid_roads(scmp_filter_ctx ctx, int error);

/*
 * forbid_end(ctx, rc): Unless ${rc} is a failure already, ${ctx} holds from now on, for this process and what it
 * starts; PR_SET_NO_NEW_PRIVS must be set.  Releases ${ctx}; returns 0 or a negative errno.
 */
int forbid_end(scmp_filter_ctx ctx, int rc);

#endif
