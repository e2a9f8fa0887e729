/* One run of a release, shared by release.c (decide and commit), release_seal.c and release_out.c; not for others. */
#ifndef SHARE_RELEASE_IMPL_H
#define SHARE_RELEASE_IMPL_H

#include "share/release.h"
#include "store/opening.h"

#define RELEASE_APPROVALS_MAX 9

/* One party on its way. */
struct target {
	struct release_result result;
	const struct party *party;     /* Of the share that was loaded last; NULL: nobody. */
	const struct sealer *sealer;   /* NULL until its key is ready. */
	const struct release *earlier; /* The same copy was released already. */
	unsigned approvals;            /* That the policy asks for. */
	uint32_t number;
	char fingerprint[SEALER_FINGERPRINT];
	unsigned char salt[OPENING_SALT];
	json_t *body;      /* Of its entry "release". */
	struct blob *blob; /* The sealed file, staged. */
	uint64_t bytes;
};

struct release_job {
	struct case_dir *c;
	struct sealers *sealers;
	const struct release_ask *ask;
	struct share s;
	struct bulletin *b; /* Of s. */
	struct copy_source source;
	struct policy *policy;
	struct note_key key;
	char origin[256], act[17], package_hash[SHA256_HEX + 1];
	unsigned revision;
	struct target *target;
	struct release_result *result; /* Copies of the targets' results, once all is done. */
	size_t n;
	uint64_t approval[RELEASE_APPROVALS_MAX];
	unsigned approvals;   /* How many of them. */
	struct blob *package; /* The unmarked package, staged. */
	char package_blob[SHA256_HEX + 1];
};

/* target_goes(t): whether it is to be released in this run. */
static inline bool
target_goes(const struct target *t)
{
	return (t->result.outcome == RELEASE_WOULD && t->earlier == NULL);
}

/* release_refuse(t, fmt, ...): It is not, and why. */
void release_refuse(struct target *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* release_seal(job, t, e): Make, seal and stage the copy of ${t}.  0, or the code of what went wrong. */
int release_seal(struct release_job *job, struct target *t, struct err *e);

/* release_stage_package(job, e): Stage the unmarked package, for trace. */
int release_stage_package(struct release_job *job, struct err *e);

/* release_write(job, t, e): Write sealed file, entry and receipt of ${t} into the folder asked for. */
int release_write(struct release_job *job, struct target *t, struct err *e);

#endif
