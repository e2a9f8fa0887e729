/* Deciding and committing a release: see the header. */
#include "share/release.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "share/approve.h"
#include "share/item.h"
#include "share/policy_case.h"
#include "share/release_impl.h"
#include "share/statement.h"

void
release_refuse(struct target *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(t->result.why, sizeof(t->result.why), fmt, ap);
	va_end(ap);
	t->result.outcome = RELEASE_REFUSED;
}

/* The copy of this party, if this very package went to it in this revision and stage. */
static const struct release *
find_earlier(const struct release_job *job, uint32_t number)
{
	const struct release *found = NULL;

	for (size_t i = 0; i < job->b->releases; i++) {
		const struct release *r = &job->b->release[i];

		if (r->number == number && r->revision == job->revision && r->stage == job->ask->stage &&
		    str_eq(r->package_sha256, str_of(job->package_hash)))
			found = r;
	}
	return (found);
}

/* What the policy says of one party at this moment. */
static int
ask_policy(const struct release_job *job, const struct party *p, instant_us now, struct policy_answer *a,
    struct err *e)
{
	struct embargo_state embargo;
	struct embargo_consent consent;
	int rc = bulletin_consent(job->b, p->number, now, &consent, e);

	if (rc != 0)
		return (rc);
	embargo_at(&job->b->embargo, now, &embargo);
	policy_decide(job->policy, job->ask->stage,
	    &(struct policy_asker){ .name = p->name,
		.role = p->role,
		.country = p->country,
		.duty_to_report = p->duty_to_report,
		.tier = p->tier,
		.may = p->may,
		.consent = consent.pec,
		.embargo = embargo.em,
		.embargo_end = embargo.em == EM_NONE ? EMBARGO_NEVER : embargo.end },
	    now, a);
	return (0);
}

/* Policy, membership and key: all that is decided for a party by itself. */
static int
decide(struct release_job *job, struct target *t, instant_us now, struct err *e)
{
	const struct party *p = t->party = share_party(&job->s, t->result.partner);
	struct policy_answer answer;
	struct err why = { 0 };
	int rc;

	t->result.outcome = RELEASE_WOULD;
	if (p == NULL || p->person) {
		release_refuse(t,
		    p == NULL ? "nobody of this name is on file"
			      : "a person of the desk gets no copy: put an insider on file");
		return (0);
	}
	if (p->left) {
		release_refuse(t, "takes no part any more");
		return (0);
	}
	t->number = p->number;
	t->earlier = find_earlier(job, p->number);
	if ((rc = ask_policy(job, p, now, &answer, e)) != 0)
		return (rc);
	if (!answer.allowed) {
		release_refuse(t, "%s", answer.reason);
		return (0);
	}
	t->approvals = t->earlier != NULL ? 0 : answer.approvals;
	(void)str_copy(t->fingerprint, sizeof(t->fingerprint), p->key.fingerprint);
	t->sealer = sealer_named(t->earlier != NULL ? t->earlier->scheme : p->key.scheme);
	if (t->earlier == NULL && party_seal_ready(job->c, job->sealers, p, &t->sealer, &why) != 0)
		release_refuse(t, "%s", why.text);
	return (0);
}

/* The approvals that those who go need; those who need more than there are do not go. */
static void
find_approvals(struct release_job *job)
{
	job->approvals = 0;
	for (size_t i = 0; i < job->n; i++) {
		struct target *t = &job->target[i];
		uint64_t found[RELEASE_APPROVALS_MAX];
		struct err why = { 0 };

		if (!target_goes(t) || t->approvals == 0)
			continue;
		if (t->approvals > RELEASE_APPROVALS_MAX ||
		    approve_find(&job->s, job->b, job->ask->stage, str_of(job->package_hash), job->ask->by,
			t->approvals, found, &why) != 0) {
			release_refuse(t, "%s", why.text);
		} else if (t->approvals > job->approvals) {
			job->approvals = t->approvals;
			memcpy(job->approval, found, sizeof(found));
		}
	}
}

/* Decide for all, from what share knows now. */
static int
decide_all(struct release_job *job, struct err *e)
{
	const instant_us now = instant_now();
	int rc;

	share_free(&job->s);
	if ((rc = share_load(&job->s, job->c, INSTANT_MAX, e)) != 0)
		return (rc);
	if ((job->b = share_bulletin(&job->s, job->ask->bulletin)) == NULL)
		return (err_set(e, ERR_NOTFOUND, "there is no bulletin %.*s", STR_ARG(job->ask->bulletin)));
	job->revision = bulletin_now(job->b)->revision;
	for (size_t i = 0; i < job->n && rc == 0; i++) {
		/* What was refused before the lock stays refused. */
		if (job->target[i].result.outcome != RELEASE_REFUSED)
			rc = decide(job, &job->target[i], now, e);
	}
	if (rc == 0)
		find_approvals(job);
	return (rc);
}

static int
by_name(const void *a, const void *b)
{
	return (str_order(
	    ((const struct target *)a)->result.partner, ((const struct target *)b)->result.partner));
}

/* Whose turn it is; each name once, kept by the job since the share is loaded more than once. */
static int
list_targets(struct release_job *job, struct err *e)
{
	size_t n = job->ask->all ? job->s.parties : job->ask->n;

	if ((job->target = calloc(n + 1, sizeof(*job->target))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < n; i++) {
		struct str name = job->ask->all ? job->s.party[i].name : job->ask->to[i], kept;
		bool twice = false;

		if (job->ask->all && (job->s.party[i].person || job->s.party[i].left))
			continue;
		for (size_t k = 0; k < job->n; k++)
			twice = twice || str_eq(job->target[k].result.partner, name);
		if (twice)
			continue;
		kept = arena_str(&job->source.package.arena, name);
		if (kept.p == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		job->target[job->n++] =
		    (struct target){ .result = { .outcome = RELEASE_WOULD, .partner = kept } };
	}
	qsort(job->target, job->n, sizeof(*job->target), by_name);
	return (job->n > 0 ? 0 : err_set(e, ERR_USAGE, "nobody is on file to release it to"));
}

static void
set_numbers(struct release_job *job)
{
	for (size_t i = 0; i < job->n; i++) {
		struct target *t = &job->target[i];
		struct release_result *r = &t->result;

		if (r->outcome == RELEASE_REFUSED)
			continue;
		if (t->earlier == NULL) {
			r->copy =
			    copy_number(&job->source, job->b->id, job->revision, job->ask->stage, t->number);
			continue;
		}
		r->copy = t->earlier->copy;
		r->entry = t->earlier->entry;
		(void)str_copy(r->sha256, sizeof(r->sha256), t->earlier->sealed_sha256);
	}
}

static int
add_act(struct release_job *job, struct commit *k, size_t copies, struct err *e)
{
	const struct bulletin_revision *r = bulletin_now(job->b);
	json_t *body = item_new("release-act", r->tlp, job->ask->by), *package = json_object(),
	       *used = json_array();

	item_set(body, "act", str_of(job->act));
	item_set(body, "bulletin", job->b->id);
	item_set_u64(body, "revision", job->revision);
	item_set(body, "stage", str_of(policy_stage_name(job->ask->stage)));
	item_set(body, "released_by", job->ask->by);
	item_set_u64(body, "copies", copies);
	item_set(body, "policy", job->ask->policy != NULL ? STR("given") : job->s.policy_sha256);
	item_set(package, "name", copy_package_name(&job->source.package));
	item_set(package, "sha256", str_of(job->package_hash));
	item_set(package, "blob", str_of(job->package_blob));
	(void)json_object_set_new(body, "package", package);
	for (unsigned i = 0; i < job->approvals; i++)
		(void)json_array_append_new(used, json_integer((json_int_t)job->approval[i]));
	(void)json_object_set_new(body, "approvals", used);
	item_set_blob(body, NULL, str_of(job->package_blob));
	return (commit_add(k, KIND_RELEASE, body, NULL, e));
}

/* The two entries of one copy: what was released to whom, and the sealed file. */
static int
add_copy(struct release_job *job, struct commit *k, struct target *t, struct err *e)
{
	json_t *body, *sealed;
	int rc;

	body = t->body;
	t->body = NULL;
	if ((rc = commit_add_salted(k, KIND_RELEASE, body, t->salt, &t->result.entry, e)) != 0)
		return (rc);
	sealed = item_new("sealed", bulletin_now(job->b)->tlp, job->ask->by);
	item_set_u64(sealed, "release", t->result.entry);
	item_set_u64(sealed, "copy", t->result.copy);
	item_set(sealed, "scheme", str_of(t->sealer->name));
	item_set(sealed, "recipient", str_of(t->fingerprint));
	item_set_u64(sealed, "bytes", t->bytes);
	item_set_blob(sealed, "sha256", str_of(t->result.sha256));
	if ((rc = commit_add(k, KIND_RELEASE, sealed, NULL, e)) != 0)
		return (rc);
	rc = commit_blob(k, t->blob, e);
	t->blob = NULL;
	return (rc);
}

/* What was sealed before the lock was meant for these terms, this key, this number. */
static void
check_again(struct release_job *job, unsigned revision)
{
	for (size_t i = 0; i < job->n; i++) {
		struct target *t = &job->target[i];

		if (t->result.outcome != RELEASE_WOULD || t->blob == NULL)
			continue;
		if (job->revision != revision)
			release_refuse(t, "the bulletin was revised meanwhile: release it again");
		else if (t->earlier != NULL)
			release_refuse(
			    t, "another command released it meanwhile: the same command again writes it out");
		else if (!str_eq(str_of(t->fingerprint), t->party->key.fingerprint))
			release_refuse(t, "its key was changed meanwhile: release it again");
		else if (share_copy(&job->s, t->result.copy, NULL) != NULL)
			release_refuse(
			    t, "the number of this copy is taken: change the package or the revision");
	}
}

/* The fingerprint that was sealed to must not be overwritten by deciding again. */
static int
decide_again(struct release_job *job, struct err *e)
{
	char(*sealed)[SEALER_FINGERPRINT] = calloc(job->n, sizeof(*sealed));
	unsigned revision = job->revision;
	int rc;

	if (sealed == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < job->n; i++)
		memcpy(sealed[i], job->target[i].fingerprint, SEALER_FINGERPRINT);
	rc = decide_all(job, e);
	for (size_t i = 0; i < job->n; i++)
		memcpy(job->target[i].fingerprint, sealed[i], SEALER_FINGERPRINT);
	free(sealed);
	if (rc == 0)
		check_again(job, revision);
	return (rc);
}

static size_t
count_going(const struct release_job *job)
{
	size_t going = 0;

	for (size_t i = 0; i < job->n; i++)
		going += target_goes(&job->target[i]);
	return (going);
}

/* Everything that goes, in one commit. */
static int
commit_all(struct release_job *job, struct err *e)
{
	struct commit *k = commit_begin(job->c, e);
	size_t going;
	int rc;

	if (k == NULL)
		return (e->code);
	if ((rc = decide_again(job, e)) == 0 && (going = count_going(job)) > 0) {
		rc = add_act(job, k, going, e);
		if (rc == 0) {
			rc = commit_blob(k, job->package, e);
			job->package = NULL;
		}
		for (size_t i = 0; i < job->n && rc == 0; i++) {
			if (target_goes(&job->target[i]))
				rc = add_copy(job, k, &job->target[i], e);
		}
		if (rc == 0 && (rc = commit_end(&k, e)) == 0) {
			for (size_t i = 0; i < job->n; i++) {
				if (target_goes(&job->target[i]))
					job->target[i].result.outcome = RELEASE_DONE;
			}
		}
	}
	commit_abort(&k);
	return (rc);
}

/* Seal what goes; whom nothing can be sealed to does not. */
static int
seal_all(struct release_job *job, struct err *e)
{
	int rc = release_stage_package(job, e);

	for (size_t i = 0; i < job->n && rc == 0; i++) {
		struct target *t = &job->target[i];
		struct err why = { 0 };

		if (target_goes(t) && release_seal(job, t, &why) != 0)
			release_refuse(t, "%s", why.text);
	}
	return (rc);
}

/* Bytes come out for what is in the record now; one that fails does not keep back the others. */
static int
write_all(struct release_job *job, struct err *e)
{
	struct err fault;
	int rc = 0;

	for (size_t i = 0; i < job->n; i++) {
		struct target *t = &job->target[i];

		if (t->result.outcome == RELEASE_WOULD && t->earlier != NULL)
			t->result.outcome = RELEASE_AGAIN;
		if (t->result.outcome != RELEASE_DONE && t->result.outcome != RELEASE_AGAIN)
			continue;
		err_clear(&fault);
		if (release_write(job, t, &fault) == 0)
			continue;
		t->result.outcome = RELEASE_HELD;
		(void)str_copy(t->result.why, sizeof(t->result.why), str_of(fault.text));
		if (rc == 0) {
			rc = fault.code = ERR_IO;
			*e = fault;
		}
	}
	return (rc);
}

static int
prepare(struct release_job *job, struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	unsigned char act[8];
	int rc;

	random_bytes(act, sizeof(act));
	hex_put(&hex, act, sizeof(act));
	(void)str_copy(job->act, sizeof(job->act), buf_view(&hex));
	buf_clear(&hex);
	if ((rc = share_load(&job->s, job->c, INSTANT_MAX, e)) == 0 &&
	    (rc = copy_source_load(&job->source, job->c, job->ask->package, job->s.last_number, e)) == 0 &&
	    (job->ask->out == NULL ||
		(rc = mark_copy_outside(&job->source.package, job->ask->out, e)) == 0) &&
	    (rc = policy_of_case(job->c, &job->s, job->ask->policy, &job->policy, e)) == 0 &&
	    (rc = statement_origin(job->c, job->origin, e)) == 0 &&
	    (rc = case_key(job->c, &job->key, e)) == 0)
		rc = list_targets(job, e);
	hex_put(&hex, job->source.hash.b, sizeof(job->source.hash.b));
	(void)str_copy(job->package_hash, sizeof(job->package_hash), buf_view(&hex));
	buf_free(&hex);
	return (rc);
}

int
release_run(struct case_dir *c, struct sealers *sealers, const struct release_ask *ask,
    struct release_job **out, struct err *e)
{
	struct release_job *job = *out = calloc(1, sizeof(*job));
	int rc;

	if (job == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	job->c = c;
	job->sealers = sealers;
	job->ask = ask;
	if ((rc = prepare(job, e)) != 0 || (rc = decide_all(job, e)) != 0)
		return (rc);
	set_numbers(job);
	if (ask->out == NULL)
		return (0);
	if (count_going(job) > 0 && ((rc = seal_all(job, e)) != 0 || (rc = commit_all(job, e)) != 0))
		return (rc);
	return (write_all(job, e));
}

const struct release_result *
release_results(const struct release_job *job, size_t *n)
{
	struct release_job *mine = (struct release_job *)(uintptr_t)job;

	*n = 0;
	if (job == NULL || (mine->result = calloc(job->n + 1, sizeof(*mine->result))) == NULL)
		return (NULL);
	for (size_t i = 0; i < job->n; i++)
		mine->result[i] = job->target[i].result;
	*n = job->n;
	return (mine->result);
}

void
release_free(struct release_job *job)
{
	if (job == NULL)
		return;
	for (size_t i = 0; i < job->n; i++) {
		json_decref(job->target[i].body);
		blob_drop(job->target[i].blob);
	}
	blob_drop(job->package);
	free(job->target);
	free(job->result);
	policy_free(job->policy);
	copy_source_free(&job->source);
	share_free(&job->s);
	wipe(&job->key, sizeof(job->key));
	free(job);
}
