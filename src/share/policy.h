/*
 * The release policy: who may receive which stage of a bulletin, and when.
 *
 *	policy: 1
 *	rules:
 *	  - refuse: [detection, poc]
 *	    to: {country: [XA, XB], duty-to-report: yes}
 *	    until: end
 *	    why: They must tell their government what they learn.
 *	  - allow: [description, detection]
 *	    to: {consent: signatory}
 *	    embargo: lasts
 *	    from: 5d before end
 *	    approvals: 1
 *	    why: A signatory keeps it until the embargo ends.
 *
 * Rules are tried from the top and the first that fits decides; what none fits
 * is refused.  A rule fits where all that it names fits: the stage, each key
 * of `to` (or `to: anyone`), `embargo`, and the time, at or after `from` and
 * before `until`.  Keys of `to`: name, role, country, tier, consent (signatory,
 * invited, lapsed, declined, none) with one value or a list, duty-to-report
 * (yes, no).  `embargo` is lasts, over or none (a proposal is none yet).  Times
 * are "end" (of the embargo), "24h before end", "5d after end" (m, h, d), or
 * absolute with hour and zone.  Every rule says `why`.
 *
 * What is not known (a partner's country or tier, the end of an embargo that
 * there is not) counts against the asker: it fits a refusal and no permission.
 * Three things no policy changes: a partner gets only the stages that his own
 * record says he may have, a proof of concept needs two approvals, and silence
 * is no rule.  Unknown or repeated keys and words are errors with their line.
 *
 * A policy is immutable once read and may be shared between threads.
 */
#ifndef SHARE_POLICY_H
#define SHARE_POLICY_H

#include "share/embargo.h"

enum policy_stage { POLICY_DESCRIPTION, POLICY_DETECTION, POLICY_POC };
enum policy_role { POLICY_PARTNER, POLICY_FINDER, POLICY_COORDINATOR, POLICY_INSIDER };
#define POLICY_STAGES       3
#define POLICY_ROLES        4
#define POLICY_STAGE(stage) (1u << (stage))

#define POLICY_RULES_MAX     256
#define POLICY_WHY_MAX       200
#define POLICY_APPROVALS_MAX 9
#define POLICY_POC_APPROVALS 2

struct policy;

/* Who asks, as of the moment asked about. */
struct policy_asker {
	struct str name;
	enum policy_role role;
	struct str country; /* Two letters; empty where it is not known. */
	bool duty_to_report;
	struct str tier; /* Empty where there is none. */
	unsigned may;    /* The stages that his record says he may have at all: POLICY_STAGE bits. */
	enum embargo_pec consent;
	enum embargo_em embargo;
	instant_us embargo_end; /* Of the embargo, or when it ended; EMBARGO_NEVER where there is none. */
};

struct policy_answer {
	bool allowed;
	unsigned approvals;    /* That the release needs; 0 where it is refused. */
	uint64_t line;         /* Of the rule that decided; 0 where none fits. */
	instant_us not_before; /* Refused by time alone: when it will be allowed; else EMBARGO_NEVER. */
	char reason[512];      /* One line for a person, with file, line and why; escape it for its place. */
};

/*
 * policy_read(p, file, text, e): Read ${text}, known to the reader as ${file},
 * into a new policy in ${*p}.  0, or ERR_SYNTAX, ERR_LIMIT or ERR_NOMEM with
 * file and line.  policy_free(p): release it.
 */
int policy_read(struct policy **p, const char *file, struct str text, struct err *e);
void policy_free(struct policy *p);

/*
 * policy_decide(p, stage, asker, now, answer): May ${asker} have ${stage} at
 * ${now}?  A pure function.  not_before is given where nothing but the clock
 * (times of rules, the end of the embargo) stands between him and the stage.
 */
void policy_decide(const struct policy *p, enum policy_stage stage, const struct policy_asker *asker,
    instant_us now, struct policy_answer *answer);

/* policy_default(): The policy that holds where none is given, as a file to start one's own from. */
struct str policy_default(void);

/* Names as in the file, and reading them.  0 or ERR_SYNTAX with all that it may be. */
const char *policy_stage_name(enum policy_stage stage);
const char *policy_role_name(enum policy_role role);
int policy_stage_parse(enum policy_stage *stage, struct str name, struct err *e);
int policy_role_parse(enum policy_role *role, struct str name, struct err *e);

#endif
