/*
 * What kind of document this is.  Files get renamed and feeds have no good
 * names, so only the content counts: for JSON which members stand at the top,
 * for tables the header.  What is known but not read yet is named, so that
 * nobody has to guess why a file was refused.
 */

#include "know/builds.h"
#include "know/read.h"

#define NEEDS_MAX 3

/* JSON kinds, the more special ones first: all of the members must be there. */
static const struct {
	const char *need[NEEDS_MAX];
	enum know_kind kind;
	const char *name; /* NULL: it is read. */
} JSON_KINDS[] = {
	{ { "cveMetadata", "dataType" }, KIND_CVE, NULL },
	{ { "cveMetadata", "containers" }, KIND_CVE, NULL },
	{ { "document", "vulnerabilities" }, KIND_CSAF, NULL },
	{ { "document", "product_tree" }, KIND_CSAF, NULL },
	{ { "document" }, KIND_CSAF, NULL },
	{ { "data_type", "data_version" }, KIND_OTHER, "a CVE record in the old format 4" },
	{ { "$schema", "properties" }, KIND_OTHER, "a JSON schema, not a document" },
	{ { "$schema", "$defs" }, KIND_OTHER, "a JSON schema, not a document" },
	{ { "$schema", "allOf" }, KIND_OTHER, "a JSON schema, not a document" },
	{ { "$schema", "$id" }, KIND_OTHER, "a JSON schema, not a document" },
	{ { "catalogVersion", "vulnerabilities" }, KIND_OTHER, "a KEV catalogue" },
	{ { "feed" }, KIND_OTHER, "a ROLIE feed" },
	{ { "canonical_url", "metadata_version" }, KIND_OTHER, "CSAF provider metadata" },
	{ { "aggregator", "csaf_providers" }, KIND_OTHER, "a CSAF aggregator list" },
	{ { "resultsPerPage", "vulnerabilities" }, KIND_OTHER, "an answer of the NVD" },
	{ { "id", "modified", "affected" }, KIND_OTHER, "an OSV record" },
	{ { "id", "modified", "schema_version" }, KIND_OTHER, "an OSV record" },
	{ { "type", "objects" }, KIND_OTHER, "a STIX bundle" },
	{ { "type", "spec_version" }, KIND_OTHER, "a STIX object" },
	{ { "@context", "type" }, KIND_OTHER, "a Vultron message" },
	{ { "@context", "asType" }, KIND_OTHER, "a Vultron message" },
	{ { "get_cases" }, KIND_OTHER, "an answer of VINCE" },
	{ { "Event" }, KIND_OTHER, "a MISP event" },
	{ { "@context", "statements" }, KIND_OTHER, "an OpenVEX document" },
	{ { "bomFormat" }, KIND_OTHER, "a CycloneDX document" },
};

/* Tables by two columns of their header. */
static const struct {
	const char *first, *second;
	const char *name;
} TABLE_KINDS[] = {
	{ "Indicator", "IndicatorType", "a list of indicators of compromise (MSTIC)" },
	{ "cve", "epss", "EPSS scores" },
	{ "cveID", "dateAdded", "a KEV catalogue (CSV)" },
	{ "observed", "count", "a table of published counts" },
	{ "timestamp", "ip", "a scan report (see athar census import)" },
};

/* Texts by how they begin. */
static const struct {
	const char *head;
	size_t n;
	const char *name;
} HEADS[] = {
	{ "\xFF\xFE", 2, "UTF-16 text: convert it to UTF-8 first" },
	{ "\xFE\xFF", 2, "UTF-16 text: convert it to UTF-8 first" },
	{ "PK\x03\x04", 4, "a zip archive: unpack it first" },
	{ "\x1F\x8B", 2, "a gzip file: unpack it first" },
	{ "7z\xBC\xAF", 4, "a 7z archive: unpack it first" },
	{ "BZh", 3, "a bzip2 file: unpack it first" },
	{ "\xFD"
	  "7zXZ",
	    5, "an xz file: unpack it first" },
	{ "%PDF", 4, "a PDF" },
	{ "c2sp.org/tlog-proof", 19, "a receipt of a transparency log" },
	{ "<?xml", 5, "XML (CVRF, or something else)" },
	{ "<", 1, "XML or HTML" },
};

/* The names of the first members at the top; the rest does not tell the kind. */
struct top {
	struct str key[64];
	size_t n;
};

static void
read_top(struct top *top, struct str text)
{
	struct jval root = { JSONR_OBJECT, text }, item;
	struct jeach it;

	top->n = 0;
	jeach_begin(&it, &root);
	while (top->n < 64 && jeach_next(&it, &top->key[top->n], &item))
		top->n++;
}

static bool
has_members(const struct top *top, const char *const *need)
{
	size_t k;

	for (size_t i = 0; i < NEEDS_MAX && need[i] != NULL; i++) {
		for (k = 0; k < top->n && !str_eq(top->key[k], str_of(need[i])); k++)
			;
		if (k == top->n)
			return (false);
	}
	return (true);
}

static enum know_kind
refuse(struct err *e, const char *name)
{
	(void)err_set(e, ERR_NOTFOUND, "%s: not read yet", name);
	return (KIND_OTHER);
}

static enum know_kind
json_kind(struct str text, struct err *e)
{
	struct top top;

	read_top(&top, text);
	for (size_t i = 0; i < sizeof(JSON_KINDS) / sizeof(JSON_KINDS[0]); i++) {
		if (!has_members(&top, JSON_KINDS[i].need))
			continue;
		if (JSON_KINDS[i].name == NULL)
			return (JSON_KINDS[i].kind);
		/* A document that is broken is broken first, whatever it would have been. */
		if (jdoc_check(text, READ_DEPTH_MAX, e) == 0)
			return (refuse(e, JSON_KINDS[i].name));
		return (KIND_OTHER);
	}
	if (jdoc_check(text, READ_DEPTH_MAX, e) == 0)
		(void)err_set(e, ERR_NOTFOUND, "JSON of no kind that is known here");
	return (KIND_OTHER);
}

/* UTF-16 without its mark: every other byte of the beginning is NUL. */
static bool
is_wide(struct str text)
{
	return (text.n >= 4 &&
	    ((text.p[0] == '\0' && text.p[2] == '\0' && text.p[1] != '\0') ||
		(text.p[1] == '\0' && text.p[3] == '\0' && text.p[0] != '\0')));
}

static bool
has_columns(struct str text, const char *first, const char *second)
{
	size_t end = str_chr(text, '\n');
	struct str line = str_sub(text, 0, end == STR_NPOS || end > 4096 ? 4096 : end);

	return (str_ifind(line, str_of(first)) != STR_NPOS && str_ifind(line, str_of(second)) != STR_NPOS);
}

enum know_kind
know_kind(struct str text, struct err *e)
{
	struct str body = str_trim(text);

	if (body.n == 0) {
		(void)err_set(e, ERR_SYNTAX, "an empty file");
		return (KIND_OTHER);
	}
	for (size_t i = 0; i < sizeof(HEADS) / sizeof(HEADS[0]); i++) {
		if (str_starts(body, (struct str){ HEADS[i].head, HEADS[i].n }))
			return (refuse(e, HEADS[i].name));
	}
	if (is_wide(text))
		return (refuse(e, HEADS[0].name));
	if (body.p[0] == '{')
		return (json_kind(text, e));
	if (body.p[0] == '[') {
		if (jdoc_check(text, READ_DEPTH_MAX, e) == 0)
			(void)err_set(e, ERR_NOTFOUND, "a JSON array: give one document a file");
		return (KIND_OTHER);
	}
	if (builds_is_table(text))
		return (KIND_BUILDS);
	if (memchr(text.p, '\0', text.n < 4096 ? text.n : 4096) != NULL)
		return (refuse(e, "binary data"));
	for (size_t i = 0; i < sizeof(TABLE_KINDS) / sizeof(TABLE_KINDS[0]); i++) {
		if (has_columns(text, TABLE_KINDS[i].first, TABLE_KINDS[i].second))
			return (refuse(e, TABLE_KINDS[i].name));
	}
	(void)err_set(e, ERR_NOTFOUND,
	    "neither JSON nor a build table (its header needs product, build_short and march2021_fixed)");
	return (KIND_OTHER);
}
