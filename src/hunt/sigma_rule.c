/* A document as a rule: what others may know of it, and its detections joined by its condition. */
#include <ctype.h>
#include <stdio.h>

#include "hunt/sigma.h"

/* The entry of the set that is being read. */
struct draft {
	struct sigma x;
	struct ruleset_rule *rule;
	const struct ytree *doc;
};

/* refuse(d, at, why): The rule stays, but cannot run. */
static int
refuse(struct draft *d, const struct ytree *at, const char *why)
{
	err_set(d->x.e, ERR_SYNTAX, "%s", why);
	return (err_line(d->x.e, at != NULL ? at->line : d->doc->line));
}

static int
nomem(struct draft *d)
{
	return (err_set(d->x.e, ERR_NOMEM, "out of memory"));
}

/* copy_text(d, t, out): The text of ${t}, or "" where it is none. */
static int
copy_text(struct draft *d, const struct ytree *t, const char **out)
{
	if (t == NULL || t->kind != YTREE_TEXT)
		return (0);
	*out = arena_str(d->x.arena, t->text).p;
	return (*out != NULL ? 0 : nomem(d));
}

/* take_cve(d, tag): Tags "cve.2021-26855" and "cve.2021.26855" name a CVE; all others are not ours. */
static int
take_cve(struct draft *d, const struct ytree *tag)
{
	struct rule *pub = &d->rule->pub;
	struct str text = tag->text;
	size_t dash = 4 + 4; /* Where the year ends. */
	char name[32];

	if (tag->kind != YTREE_TEXT || !str_istarts(text, STR("cve.")))
		return (0);
	for (size_t i = 4; i < text.n; i++) {
		if (i == dash ? text.p[i] != '-' && text.p[i] != '.' : !isdigit((unsigned char)text.p[i]))
			return (refuse(d, tag, "a tag does not name a CVE"));
	}
	if (text.n <= dash + 4 || text.n > 24)
		return (refuse(d, tag, "a tag does not name a CVE"));
	if (pub->cves == RULE_CVES_MAX)
		return (refuse(d, tag, "more CVEs than a rule may have"));
	(void)snprintf(
	    name, sizeof(name), "CVE-%.4s-%.*s", text.p + 4, STR_ARG(str_sub(text, dash + 1, text.n)));
	pub->cve[pub->cves] = arena_str(d->x.arena, str_of(name)).p;
	return (pub->cve[pub->cves++] != NULL ? 0 : nomem(d));
}

static int
read_names(struct draft *d)
{
	struct rule *pub = &d->rule->pub;
	const struct ytree *title = ytree_get(d->doc, "title");
	int rc;

	if ((rc = copy_text(d, title, &pub->title)) != 0 ||
	    (rc = copy_text(d, ytree_get(d->doc, "id"), &pub->id)) != 0 ||
	    (rc = copy_text(d, ytree_get(d->doc, "author"), &pub->author)) != 0)
		return (rc);
	return (pub->title[0] != '\0' ? 0 : refuse(d, title, "the rule has no title"));
}

static int
read_ranks(struct draft *d)
{
	const struct ytree *level = ytree_get(d->doc, "level"), *stage = ytree_get(d->doc, "stage");
	const struct ytree *tags = ytree_get(d->doc, "tags");
	int rc = 0;

	if (level != NULL && level_parse(&d->rule->pub.level, level->text) != 0)
		return (refuse(d, level, "the level is none of informational, low, medium, high, critical"));
	if (stage != NULL && stage_parse(&d->rule->pub.stage, stage->text) != 0)
		return (
		    refuse(d, stage, "the stage is none of probe, attempt, session, write, shell, action"));
	for (size_t i = 0; tags != NULL && tags->kind == YTREE_LIST && i < tags->n && rc == 0; i++)
		rc = take_cve(d, tags->kid[i]);
	return (rc);
}

static int
read_logsource(struct draft *d)
{
	const struct ytree *source = ytree_get(d->doc, "logsource");
	struct rule *pub = &d->rule->pub;
	int rc;

	if (source == NULL || source->kind != YTREE_MAP)
		return (refuse(d, source, "the rule has no logsource"));
	if ((rc = copy_text(d, ytree_get(source, "category"), &pub->category)) != 0 ||
	    (rc = copy_text(d, ytree_get(source, "product"), &pub->product)) != 0 ||
	    (rc = copy_text(d, ytree_get(source, "service"), &pub->service)) != 0)
		return (rc);
	if (pub->category[0] == '\0' && pub->product[0] == '\0' && pub->service[0] == '\0')
		return (refuse(d, source, "the logsource has neither category nor product nor service"));
	return (0);
}

/* read_detections(d, map, out, n): All detections of ${map}; "condition" is none. */
static int
read_detections(struct draft *d, const struct ytree *map, struct sigma_detection *out, size_t *n)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct ytree *key = map->kid[2 * i], *value = map->kid[2 * i + 1];
		int rc;

		if (str_eq(key->text, STR("condition")))
			continue;
		if (str_eq(key->text, STR("timeframe")))
			return (
			    refuse(d, key, "a timeframe needs a count, which is obsolete and not supported"));
		out[*n].name = key->text;
		if ((rc = sigma_detect(&d->x, value, &out[*n].x)) != 0) {
			err_line(d->x.e, value->line);
			return (rc);
		}
		(*n)++;
	}
	return (0);
}

/* The detections of a rule, for its conditions. */
struct named {
	struct sigma_detection *detection;
	size_t n;
};

static int
one_condition(struct draft *d, const struct ytree *condition, const struct named *all, struct expr **out)
{
	int rc;

	if (condition->kind != YTREE_TEXT)
		return (refuse(d, condition, "the condition is not text"));
	if ((rc = sigma_condition(&d->x, condition->text, all->detection, all->n, out)) != 0)
		err_line(d->x.e, condition->line);
	return (rc);
}

/* read_condition(d, condition, all): A condition, or a list of which any is enough. */
static int
read_condition(struct draft *d, const struct ytree *condition, const struct named *all)
{
	struct expr **kid;
	int rc = 0;

	if (condition->kind != YTREE_LIST)
		return (one_condition(d, condition, all, &d->rule->when));
	if (condition->n == 0)
		return (refuse(d, condition, "the condition is an empty list"));
	if ((kid = arena_array(d->x.arena, condition->n, sizeof(struct expr *))) == NULL)
		return (nomem(d));
	for (size_t i = 0; i < condition->n && rc == 0; i++)
		rc = one_condition(d, condition->kid[i], all, &kid[i]);
	return (rc != 0 ? rc : sigma_join(&d->x, EXPR_OR, kid, condition->n, &d->rule->when));
}

static int
read_detection(struct draft *d)
{
	const struct ytree *map = ytree_get(d->doc, "detection"), *condition = ytree_get(map, "condition");
	struct named all = { 0 };
	int rc;

	if (map == NULL)
		return (refuse(d, d->doc, "the rule has no detection"));
	if (condition == NULL)
		return (refuse(d, map, "the detection has no condition"));
	if ((all.detection = arena_array(d->x.arena, map->n, sizeof(*all.detection))) == NULL)
		return (nomem(d));
	if ((rc = read_detections(d, map, all.detection, &all.n)) != 0)
		return (rc);
	return (read_condition(d, condition, &all));
}

/* read_kind(d): Documents that are no detection rules, though Sigma knows them. */
static int
read_kind(struct draft *d)
{
	const struct ytree *at;

	if ((at = ytree_get(d->doc, "correlation")) != NULL)
		return (refuse(d, at, "correlation rules are not supported yet"));
	if ((at = ytree_get(d->doc, "filter")) != NULL)
		return (refuse(d, at, "global filters are not supported yet"));
	if ((at = ytree_get(d->doc, "action")) != NULL)
		return (refuse(d, at, "collections with an action are obsolete and not supported"));
	return (0);
}

/*
 * read_all(d): All parts, even behind a faulty one, since an unrunnable rule still has its names; the
 * first fault counts.
 */
static int
read_all(struct draft *d)
{
	static int (*const parts[])(
	    struct draft *) = { read_kind, read_names, read_ranks, read_logsource, read_detection };
	struct err first = { 0 };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i](d) == ERR_NOMEM)
			return (ERR_NOMEM);
		if (first.code == 0)
			first = *d->x.e;
	}
	*d->x.e = first;
	return (first.code);
}

int
sigma_rule(struct ruleset *set, const char *file, const struct ytree *doc, struct err *e)
{
	struct err why = { 0 };
	struct ruleset_rule rule = { .pub = { .file = file,
					 .id = "",
					 .title = "",
					 .author = "",
					 .level = LEVEL_MEDIUM,
					 .stage = STAGE_ATTEMPT,
					 .category = "",
					 .product = "",
					 .service = "" } };
	struct draft d = { .x = { .set = set, .arena = &set->arena, .e = &why }, .rule = &rule, .doc = doc };
	char text[sizeof(why.text) + 32];
	int rc = read_all(&d);

	if (rc == ERR_NOMEM)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (rc != 0) {
		rule.when = NULL;
		(void)snprintf(text, sizeof(text), "line %llu: %s", (unsigned long long)why.line, why.text);
		if ((rule.pub.why = arena_str(&set->arena, str_of(text)).p) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	set->rule[set->n++] = rule;
	return (0);
}
