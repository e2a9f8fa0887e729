/*
 * Reading a CVE record, JSON 5.x (CVEProject/cve-schema, CVE_Record_Format).
 *
 * What real records hold: `lessThan: "publication"`, which is no version and
 * yields no range; parts padded with zeros; times with and without zone in one
 * family; a range that begins behind its end; and the same products twice,
 * under "affected" and "cpeApplicability".  Members may stand in any order, so
 * what others need (the identifier, the times) is looked up before.
 */
#include <stdio.h>

#include "know/cve.h"

/* Events in the record's own words. */
struct moment {
	struct str time, value, lang;
};

static int
on_moment(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("time", struct moment, time),
		J_KEEP("value", struct moment, value), J_KEEP("lang", struct moment, lang), { 0 } };
	struct cve *c = into;
	struct moment m = { .time = STR("") };
	struct instant happened;
	int rc = jdoc_object(d, v, members, &m);

	if (rc != 0)
		return (rc);
	/* The same is said by the block of its own. */
	if (c->kev && str_ifind(m.value, STR("KEV")) != STR_NPOS)
		return (0);
	read_time(d, m.time, &happened);
	read_put_event(c->r, "notice", m.value, happened, happened);
	return (0);
}

static int
on_timeline(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_moment, into));
}

/* What others add: CISA's catalogue and its SSVC assessment. */
struct other {
	struct str type, added, stamp, role;
	struct str exploitation;
};

static int
on_option(struct jdoc *d, const struct jval *v, void *into)
{
	struct other *o = into;
	struct jval item;

	if (jdoc_find(v->raw, "Exploitation", &item))
		o->exploitation = jdoc_str(d, &item);
	return (0);
}

static int
on_options(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_option, into));
}

static int
on_content(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("dateAdded", struct other, added),
		J_KEEP("timestamp", struct other, stamp), J_KEEP("role", struct other, role),
		{ "options", J_ARR, on_options, false, 0 }, { "reference", J_STR, NULL, false, 0 },
		{ "id", J_STR, NULL, false, 0 }, { "version", J_STR, NULL, false, 0 }, { 0 } };
	struct other *o = into;

	/* Other kinds of content have members of their own; the document keeps them. */
	if (!str_eq(o->type, STR("kev")) && !str_eq(o->type, STR("ssvc")))
		return (0);
	return (jdoc_object(d, v, members, into));
}

static int
on_other(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("type", struct other, type),
		{ "content", J_OBJ, on_content, false, 0 }, { 0 } };
	struct cve *c = into;
	struct other o = { .type = STR("") };
	struct instant when;
	struct jval type;
	char text[256];
	int rc;

	if (jdoc_find(v->raw, "type", &type) && type.type == JSONR_STRING)
		o.type = jdoc_str(d, &type);
	if ((rc = jdoc_object(d, v, members, &o)) != 0)
		return (rc);
	if (str_eq(o.type, STR("kev"))) {
		read_time(d, o.added, &when);
		(void)snprintf(text, sizeof(text),
		    "%.*s added to the catalogue of known exploited vulnerabilities (CISA)", STR_ARG(c->id));
		read_put_event(c->r, "notice", str_of(text), when, when);
	} else if (str_eq(o.type, STR("ssvc")) && o.exploitation.n > 0) {
		read_time(d, o.stamp, &when);
		(void)snprintf(text, sizeof(text), "%.*s: exploitation \"%.*s\" (SSVC, %.*s)", STR_ARG(c->id),
		    STR_ARG(str_sub(o.exploitation, 0, 40)), STR_ARG(str_sub(o.role, 0, 60)));
		read_put_event(c->r, "notice", str_of(text), when, when);
	}
	return (0);
}

static int
on_metric(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "other", J_OBJ, on_other, false, 0 },
		{ "format", J_STR, NULL, false, 0 }, { "scenarios", J_ARR, NULL, false, 0 },
		{ "cvssV2_0", J_OBJ, NULL, false, 0 }, { "cvssV3_0", J_OBJ, NULL, false, 0 },
		{ "cvssV3_1", J_OBJ, NULL, false, 0 }, { "cvssV4_0", J_OBJ, NULL, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

static int
on_metrics(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_metric, into));
}

/* The container of the authority that assigned the CVE, or one that somebody else added. */
static int
on_container(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "affected", J_ARR, cve_affected, false, 0 },
		{ "cpeApplicability", J_ARR, cve_applicability, false, 0 },
		{ "timeline", J_ARR, on_timeline, false, 0 }, { "metrics", J_ARR, on_metrics, false, 0 },
		{ "providerMetadata", J_OBJ, NULL, false, 0 }, { "dateAssigned", J_STR, NULL, false, 0 },
		{ "descriptions", J_ARR, NULL, false, 0 }, { "problemTypes", J_ARR, NULL, false, 0 },
		{ "references", J_ARR, NULL, false, 0 }, { "impacts", J_ARR, NULL, false, 0 },
		{ "configurations", J_ARR, NULL, false, 0 }, { "workarounds", J_ARR, NULL, false, 0 },
		{ "solutions", J_ARR, NULL, false, 0 }, { "exploits", J_ARR, NULL, false, 0 },
		{ "credits", J_ARR, NULL, false, 0 }, { "source", J_OBJ, NULL, false, 0 },
		{ "tags", J_ARR, NULL, false, 0 }, { "taxonomyMappings", J_ARR, NULL, false, 0 },
		{ "replacedBy", J_ARR, NULL, false, 0 }, { "rejectedReasons", J_ARR, NULL, false, 0 },
		{ "datePublic", J_STR, NULL, false, 0 }, { "title", J_STR, NULL, false, 0 }, { 0 } };
	struct cve *c = into;

	/* Whether there is a block of its own for what the timeline may tell as well. */
	c->kev = str_find(v->raw, STR("\"kev\"")) != STR_NPOS;
	return (jdoc_object(d, v, members, into));
}

static int
on_adps(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_container, into));
}

static int
on_containers(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "cna", J_OBJ, on_container, false, 0 },
		{ "adp", J_ARR, on_adps, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

static int
on_metadata(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("cveId", struct cve, id),
		J_KEEP("state", struct cve, state), J_KEEP("assignerShortName", struct cve, assigner),
		J_KEEP("dateReserved", struct cve, reserved_text),
		J_KEEP("datePublished", struct cve, published_text),
		J_KEEP("dateUpdated", struct cve, updated_text),
		J_KEEP("dateRejected", struct cve, rejected_text), { "assignerOrgId", J_STR, NULL, false, 0 },
		{ "requesterUserId", J_STR, NULL, false, 0 }, { "serial", J_NUM, NULL, false, 0 }, { 0 } };
	struct cve *c = into;
	int rc = jdoc_object(d, v, members, c);

	read_time(d, c->reserved_text, &c->reserved);
	read_time(d, c->published_text, &c->published);
	read_time(d, c->updated_text, &c->updated);
	read_time(d, c->rejected_text, &c->rejected);
	return (rc);
}

static void
put_events(struct cve *c)
{
	struct instant first = READ_HAS_TIME(c->published) ? c->published : c->updated;
	const char *by = c->assigner.n > 0 ? " by " : "";
	char text[512];

	(void)snprintf(text, sizeof(text), "%.*s reserved%s%.*s", STR_ARG(c->id), by,
	    STR_ARG(str_sub(c->assigner, 0, 64)));
	read_put_event(c->r, "report", str_of(text), c->reserved, first);
	(void)snprintf(text, sizeof(text), "%.*s published%s%.*s%s%.*s", STR_ARG(c->id), by,
	    STR_ARG(str_sub(c->assigner, 0, 64)), c->title.n > 0 ? ": " : "",
	    STR_ARG(str_sub(c->title, 0, 300)));
	read_put_event(c->r, "notice", str_of(text), c->published, c->published);
	(void)snprintf(text, sizeof(text), "%.*s made public, says its record", STR_ARG(c->id));
	read_put_event(c->r, "notice", str_of(text), c->made_public, first);
	(void)snprintf(text, sizeof(text), "%.*s rejected", STR_ARG(c->id));
	read_put_event(c->r, "notice", str_of(text), c->rejected, c->rejected);
}

/* A CVE that its authority took back: what the record may still say of products holds no more. */
static bool
is_rejected(const struct cve *c)
{
	return (str_ieq(c->state, STR("REJECTED")));
}

static int
put_document(struct cve *c)
{
	struct read_doc doc = { .format = STR("cve"),
		.publisher = STR("CVE"),
		.id = c->id,
		.title = c->title,
		.tlp = STR(""),
		.version = c->updated_text.n > 0 ? c->updated_text : c->published_text };

	if (!know_is_cve(c->id))
		return (err_set(c->r->e, ERR_SYNTAX, "a CVE record without a valid cveId"));
	doc.happened = READ_HAS_TIME(c->made_public) ? c->made_public : c->published;
	doc.known = READ_HAS_TIME(c->updated) ? c->updated : c->published;
	if (!READ_HAS_TIME(doc.known))
		read_warn(
		    c->r, "the record does not say when it was made: it counts as known since this import");
	read_put_doc(c->r, &doc);
	if (is_rejected(c))
		read_warn(c->r, "%.*s has been rejected: the record decides nothing", STR_ARG(c->id));
	else
		read_put_cve(c->r, c->id);
	return (0);
}

/* The title and the day of publication, which other members need. */
static void
look_ahead(struct cve *c, const struct jval *root)
{
	struct jval containers, cna, v;

	c->made_public = READ_NO_TIME;
	if (!jdoc_find(root->raw, "containers", &containers) || containers.type != JSONR_OBJECT ||
	    !jdoc_find(containers.raw, "cna", &cna) || cna.type != JSONR_OBJECT)
		return;
	if (jdoc_find(cna.raw, "title", &v) && v.type == JSONR_STRING)
		c->title = jdoc_str(&c->r->doc, &v);
	if (jdoc_find(cna.raw, "datePublic", &v) && v.type == JSONR_STRING)
		read_time(&c->r->doc, jdoc_str(&c->r->doc, &v), &c->made_public);
}

int
read_cve(struct reader *r, const struct jval *root)
{
	static const struct jmember members[] = { { "containers", J_OBJ, on_containers, false, 0 },
		{ "cveMetadata", J_OBJ, NULL, false, 0 }, { "dataType", J_STR, NULL, false, 0 },
		{ "dataVersion", J_STR, NULL, false, 0 }, { 0 } };
	struct cve c = { .r = r,
		.title = STR(""),
		.reserved = READ_NO_TIME,
		.published = READ_NO_TIME,
		.updated = READ_NO_TIME,
		.rejected = READ_NO_TIME };
	struct jval meta, version;
	int rc;

	if (!jdoc_find(root->raw, "cveMetadata", &meta) || meta.type != JSONR_OBJECT)
		return (err_set(r->e, ERR_SYNTAX, "a CVE record whose cveMetadata is missing or no object"));
	if (jdoc_find(root->raw, "dataVersion", &version) && version.type == JSONR_STRING &&
	    !str_starts(version.raw, STR("5.")))
		return (err_set(r->e, ERR_NOTFOUND, "a CVE record of version %.*s: only 5.x is read",
		    STR_ARG(str_sub(version.raw, 0, 20))));
	if (!jdoc_find(root->raw, "containers", &version))
		read_warn(r, "the record has no containers");
	buf_cstr(&r->doc.path, "/cveMetadata");
	rc = on_metadata(&r->doc, &meta, &c);
	buf_clear(&r->doc.path);
	if (rc != 0)
		return (rc);
	look_ahead(&c, root);
	if ((rc = put_document(&c)) != 0)
		return (rc);
	if (!is_rejected(&c) && (rc = jdoc_object(&r->doc, root, members, &c)) != 0)
		return (rc);
	put_events(&c);
	return (0);
}
