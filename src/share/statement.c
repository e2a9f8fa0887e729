/* Statements to sign: see the header. */
#include "share/statement.h"

#include "base/hash.h"
#include "store/record.h"

struct str
statement_hash(struct arena *arena, struct str text)
{
	struct sha256 sum = sha256_of(text);
	struct buf hex = BUF(SHA256_HEX);
	struct str kept;

	hex_put(&hex, sum.b, sizeof(sum.b));
	kept = arena_str(arena, buf_view(&hex));
	buf_free(&hex);
	return (kept.p == NULL ? STR("") : kept);
}

int
statement_origin(const struct case_dir *c, char origin[256], struct err *e)
{
	struct buf note = BUF(16384);
	int rc = case_checkpoint(c, &note, e);

	if (rc == 0)
		rc = checkpoint_origin(origin, 256, buf_view(&note), e);
	buf_free(&note);
	return (rc);
}

static void
head(struct buf *b, const char *what, const char *origin, const struct bulletin *bulletin, unsigned revision)
{
	buf_printf(b, "athar %s\norigin %s\nbulletin %.*s\nrevision %u\n", what, origin,
	    STR_ARG(bulletin->id), revision);
}

void
statement_consent(struct buf *b, const char *origin, const struct bulletin *bulletin, struct str partner,
    const char *answer)
{
	const struct bulletin_revision *r = bulletin_now(bulletin);

	head(b, "consent", origin, bulletin, r->revision);
	buf_cstr(b, "embargo-end ");
	instant_put(b, r->embargo_end);
	buf_printf(b, "\nterms-sha256 %.*s\npartner %.*s\nanswer %s\n", STR_ARG(r->terms_sha256),
	    STR_ARG(partner), answer);
}

void
statement_approval(struct buf *b, const char *origin, const struct bulletin *bulletin,
    enum policy_stage stage, struct str package_sha256, struct str person)
{
	head(b, "approval", origin, bulletin, bulletin_now(bulletin)->revision);
	buf_printf(b, "stage %s\npackage-sha256 %.*s\nperson %.*s\n", policy_stage_name(stage),
	    STR_ARG(package_sha256), STR_ARG(person));
}

void
statement_ack(struct buf *b, const char *origin, const struct bulletin *bulletin,
    const struct release *release, struct str partner)
{
	head(b, "acknowledgement", origin, bulletin, release->revision);
	buf_printf(b, "copy %u\nmanifest-sha256 %.*s\npartner %.*s\n", release->copy,
	    STR_ARG(release->manifest_sha256), STR_ARG(partner));
}
