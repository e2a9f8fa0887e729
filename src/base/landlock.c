/* Landlock: see the header. */
#include "base/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Rights and fields that are younger than the headers we are built with. */
#define FS_FIRST    ((1ULL << 13) - 1)
#define FS_REFER    (1ULL << 13)
#define FS_TRUNCATE (1ULL << 14)
#define NET_BOTH    (3ULL)

/* What may be asked for over something that is no folder. */
#define FS_OF_A_FILE                                                                                 \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | \
	    FS_TRUNCATE)

/* As the kernel takes it; an older one knows the front of it only. */
struct rules {
	uint64_t files, network, scoped;
};

int
landlock_begin(uint64_t scopes, uint64_t *files)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct rules rules = { .files = FS_FIRST };
	size_t size = sizeof(rules.files);

	if (abi < 1)
		return (-1);
	if (abi >= 2)
		rules.files |= FS_REFER;
	if (abi >= 3)
		rules.files |= FS_TRUNCATE;
	if (abi >= 4) {
		rules.network = NET_BOTH;
		size += sizeof(rules.network);
	}
	if (abi >= 6) {
		rules.scoped = scopes;
		size += sizeof(rules.scoped);
	}
	*files = rules.files;
	return ((int)syscall(SYS_landlock_create_ruleset, &rules, size, 0));
}

void
landlock_allow(int set, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = rights };
	struct stat st;

	if ((rule.parent_fd = open(path, O_PATH | O_CLOEXEC)) < 0)
		return;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= FS_OF_A_FILE;
	(void)syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
}

bool
landlock_end(int set)
{
	bool done = syscall(SYS_landlock_restrict_self, set, 0) == 0;

	(void)close(set);
	return (done);
}
