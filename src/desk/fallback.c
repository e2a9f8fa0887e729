#include "census/census.h"
#include "hunt/hunt.h"
#include "know/know.h"
#include <stdlib.h>
static bool
fake(void)
{
	return getenv("ATHAR_FAKE") != NULL;
}
#define W __attribute__((weak))
W int
census_curve(struct case_dir *c, const struct count_query *q, count_fn *fn, void *arg, struct err *e)
{
	(void)c;
	(void)q;
	if (!fake())
		return 0;
	double u = 1180, a = 420;
	for (int d = 0; d < 24; d++) {
		struct count_row r = { .on = instant_of_day(18687 + d) + INSTANT_DAY - 1,
			.hosts = 1834 + (uint64_t)d,
			.addresses = 1901,
			.unfixed = (uint64_t)u,
			.ambiguous = (uint64_t)a,
			.na = 40 };
		r.fixed = r.hosts - r.unfixed - r.ambiguous - r.na;
		int rc = fn(arg, &r, e);
		if (rc)
			return rc;
		u *= 0.93;
		a *= 0.985;
	}
	return 0;
}
W const char *
stage_name(enum stage s)
{
	static const char *n[] = { NULL, "probe", "attempt", "session", "write", "shell", "action" };
	return n[s];
}
W const char *
level_name(enum level l)
{
	static const char *n[] = { "informational", "low", "medium", "high", "critical" };
	return n[l];
}
W struct know *
know_of_case(struct case_dir *c, instant_us a, enum tlp t, struct err *e)
{
	(void)c;
	(void)a;
	(void)t;
	(void)e;
	return (struct know *)calloc(1, 8);
}
W void
know_free(struct know *k)
{
	free(k);
}
W int
know_case_cves(struct case_dir *c, int (*fn)(void *, struct str), void *arg, struct err *e)
{
	(void)c;
	(void)e;
	const char *v[] = { "CVE-2021-26855", "CVE-2021-26857", "CVE-2021-26858", "CVE-2021-27065" };
	for (int i = 0; i < 4; i++) {
		int rc = fn(arg, str_of(v[i]));
		if (rc)
			return rc;
	}
	return 0;
}
W void
know_decide(const struct know *k, struct str p, const struct version *b, struct str cve, instant_us on,
    struct decision *d)
{
	(void)k;
	(void)p;
	(void)cve;
	(void)on;
	memset(d, 0, sizeof(*d));
	d->verdict = b->part[0] == 15 && b->part[1] <= 2 && b->part[2] > 800 && b->part[2] < 2200
	    ? VERDICT_UNFIXED
	    : VERDICT_NA;
	d->fixed_build = *b;
	d->fixed_build.part[3]++;
	strcpy(d->kb, "KB5000871");
	instant_parse(&d->available, STR("2021-03-08..2021-03-11"), NULL);
}
W int
hunt_each_scan(struct case_dir *c, instant_us as_of, enum tlp aud,
    int (*fn)(void *, const struct hunt_scan *), void *arg, uint64_t *hidden, struct err *e)
{
	(void)c;
	(void)as_of;
	(void)aud;
	(void)e;
	*hidden = 0;
	if (!fake())
		return 0;
	struct hunt_scan s = { .entry = 61,
		.recorded = 1614900000000000,
		.subject = STR("EX01-logs.zip"),
		.files = 31,
		.rows = 184223,
		.bytes = 5 << 20,
		.findings = 5,
		.unread = 1,
		.tlp = TLP_CLEAR };
	int rc = fn(arg, &s);
	if (rc)
		return rc;
	s.entry = 62;
	s.subject = STR("EX02/ <script>alert(1)</script> \xe2\x80\xae evil");
	s.findings = 0;
	s.unread = 0;
	return fn(arg, &s);
}
W int
hunt_each_verdict(struct case_dir *c, uint64_t entry, int (*fn)(void *, const struct hunt_verdict *),
    void *arg, struct err *e)
{
	(void)c;
	(void)e;
	const char *cv[] = { "CVE-2021-26855", "CVE-2021-26857", "CVE-2021-26858", "CVE-2021-27065" };
	enum stage st[] = { STAGE_SESSION, STAGE_NONE, STAGE_NONE, STAGE_SHELL };
	for (int i = 0; i < 4; i++) {
		struct hunt_verdict v = { .entry = entry,
			.cve = str_of(cv[i]),
			.stage = entry == 61 ? st[i] : STAGE_NONE,
			.confidence = entry == 61 && st[i] ? STR("high") : STR(""),
			.findings = 2 };
		int rc = fn(arg, &v);
		if (rc)
			return rc;
	}
	return 0;
}
W int
hunt_each_coverage(struct case_dir *c, uint64_t entry, int (*fn)(void *, const struct hunt_coverage *),
    void *arg, struct err *e)
{
	(void)c;
	(void)e;
	struct hunt_coverage v = { .entry = entry,
		.source = STR("iis"),
		.from = 1614556800000000,
		.to = 1614988800000000,
		.gaps = STR("[[\"2021-03-02T04:00:00Z\",\"2021-03-02T09:00:00Z\"]]") };
	int rc = fn(arg, &v);
	if (rc)
		return rc;
	v.source = STR("httpproxy");
	v.gaps = STR("[]");
	return fn(arg, &v);
}
W int
hunt_each_finding(struct case_dir *c, uint64_t entry, int (*fn)(void *, const struct hunt_finding *),
    void *arg, struct err *e)
{
	(void)c;
	(void)e;
	if (entry != 61)
		return 0;
	for (int i = 0; i < 5; i++) {
		struct hunt_finding f = { .entry = entry,
			.rule = STR("r"),
			.title = STR("POST to a static resource"),
			.cve = STR("CVE-2021-26855"),
			.file = STR("EX01-logs.zip/W3SVC1/u_ex210303.log"),
			.client = STR("203.0.113.7"),
			.level = LEVEL_HIGH,
			.stage = i == 2 ? STAGE_SHELL : STAGE_SESSION,
			.row = 17,
			.offset = 4711,
			.time = 1614760000000000,
			.fields = STR(
			    "{\"cs-method\":\"POST\",\"cs-uri-stem\":\"/owa/auth/Current/themes/resources/"
			    "logon.css\",\"cs(User-Agent)\":\"</style><script>alert(1)</script>\"}") };
		int rc = fn(arg, &f);
		if (rc)
			return rc;
	}
	return 0;
}
