/*
 * Every command of athar, in the order in which help lists them.  Dispatch,
 * help, manual pages and completion are all made from this table; adding a
 * command is one row here and one file beside.
 */
#include "cli/commands.h"

#include <limits.h>

static const struct cli_option init_options[] = {
	{ "template", "NAME", "fill the case with the dated public events of exchange-2021" },
	{ NULL, NULL, NULL },
};

static const struct cli_option check_options[] = {
	{ "cve", "CVE", "ask about this one only" },
	{ "on", "DATE", "ask as of the end of that day in UTC (now)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option event_options[] = {
	{ "happened", "TIME[..TIME]", "when it happened, as precisely as it is known" },
	{ "known", "TIME", "when the source said so" },
	{ "lane", "LANE", "report, share, attack, fix, notice, census, hunt or other" },
	{ "text", "TEXT", "what happened, in one sentence" },
	{ "source", "URI", "who says so: an address, a document, a person" },
	{ NULL, NULL, NULL },
};

static const struct cli_option mark_options[] = {
	{ "copies", "N", "write N marked copies" },
	{ "secret", "FILE", "the marking secret, at least 16 bytes" },
	{ "out", "DIR", "where the copies and manifest.json go" },
	{ "run-check", NULL, "run the package's own check on every value, confined" },
	{ "bound", "P", "say whom the sites can name at this probability of accusing anyone wrongly (1e-6)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option person_options[] = {
	{ "key", "FILE", "the OpenPGP public key that signs approvals" },
	{ "login", "USER", "the account at the desk's machine" },
	{ "contact", "TEXT", "how to reach the person; may be repeated" },
	{ "as", "PERSON", "who enters it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option partner_options[] = {
	{ "key", "FILE", "the OpenPGP public key, or the age recipient, to seal to" },
	{ "role", "ROLE", "partner, finder, coordinator or insider (partner)" },
	{ "country", "CC", "two letters, as ISO 3166 has them" },
	{ "duty-to-report", NULL, "must report vulnerabilities to a government" },
	{ "no-duty-to-report", NULL, "has no such duty" },
	{ "tier", "TEXT", "a word that the policy may ask for" },
	{ "may", "STAGE", "a kind of content that it may have at all; may be repeated (all)" },
	{ "contact", "TEXT", "how to reach it; may be repeated" },
	{ "certificate", "FILE", "the client certificate with which it comes to the portal" },
	{ "as", "PERSON", "who enters it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option confirm_options[] = {
	{ "fingerprint", "HEX", "the whole fingerprint of the changed key" },
	{ "as", "PERSON", "the second person, on file, who confirms it" },
	{ NULL, NULL, NULL },
};

static const struct cli_option leave_options[] = {
	{ "why", "TEXT", "the reason, kept in the record" },
	{ "as", "PERSON", "who enters it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option parties_out_options[] = {
	{ "out", "FILE", "the file to write, CSV or JSON by its name; also -o FILE" },
	{ NULL, NULL, NULL },
};

static const struct cli_option as_options[] = {
	{ "as", "PERSON", "who enters it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option bulletin_options[] = {
	{ "cve", "CVE", "what it is about; may be repeated" },
	{ "embargo-end", "TIME", "when the embargo ends, with hour and zone" },
	{ "title", "TEXT", "one line" },
	{ "terms", "FILE", "the terms that consent is given to (none but the embargo)" },
	{ "rsvp", "HOURS", "how long silence is waited for, at least 72 (168)" },
	{ "invite", "PARTNER", "invite only these; may be repeated (all on file)" },
	{ "as", "PERSON", "who decides it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option happening_options[] = {
	{ "happened", "TIME[..TIME]", "when, as precisely as it is known (now)" },
	{ "source", "URI", "who says so" },
	{ "as", "PERSON", "who enters it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option consent_options[] = {
	{ "signed", "FILE", "the statement, signed with the partner's key on file" },
	{ "as", "PERSON", "who enters it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option approve_options[] = {
	{ "stage", "STAGE", "description, detection or poc" },
	{ "package", "DIR", "the unmarked package" },
	{ "as", "PERSON", "who approves" },
	{ "signed", "FILE", "the statement, signed with that person's key on file" },
	{ NULL, NULL, NULL },
};

static const struct cli_option release_options[] = {
	{ "package", "DIR", "the package; each copy is marked" },
	{ "stage", "STAGE", "description, detection or poc" },
	{ "to", "PARTNER", "to these; may be repeated" },
	{ "all", NULL, "to everyone on file whom the policy allows" },
	{ "out", "DIR", "where the sealed copies go" },
	{ "policy", "FILE", "decide by this policy, not the one of the case" },
	{ "dry-run", NULL, "say what would go to whom, and why not; release nothing" },
	{ "as", "PERSON", "who releases it (the login name)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option receipt_options[] = {
	{ "entry", "FILE", "the entry (the receipt's name with .entry)" },
	{ "key", "FILE", "the record's verifier key (vkey beside it, else the case's)" },
	{ "opening", "FILE", "check as well that this opening is the entry's" },
	{ NULL, NULL, NULL },
};

static const struct cli_option portal_options[] = {
	{ "listen", "ADDRESS:PORT", "where to listen (127.0.0.1:8443)" },
	{ "host", "NAME", "a name by which clients may call it; may be repeated" },
	{ "certificate", "FILE", "the server's certificate, PEM" },
	{ "key", "FILE", "its private key, PEM" },
	{ "timeout", "SECONDS", "how long a client may take for its request (20)" },
	{ "per-address", "N", "connections that one address may have, 0 for any number (64)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option accuse_options[] = {
	{ "manifest", "FILE", "the manifest that share mark wrote (without it: the case's releases)" },
	{ "package", "DIR", "the manifest's package, to tell whether more than marks is in the specimen" },
	{ "bound", "P", "accept this probability of accusing anyone wrongly (1e-6)" },
	{ "name-partners", NULL, "name the parties of a case, who else stand by their numbers" },
	{ "no-keep", NULL, "keep nothing in the case" },
	{ NULL, NULL, NULL },
};

static const struct cli_option background_options[] = {
	{ "out", "FILE", "where the background is written" },
	{ "secret", "FILE", "key it with a secret, so that the file alone does not tell what is in it" },
	{ NULL, NULL, NULL },
};

static const struct cli_option compare_options[] = {
	{ "background", "FILE", "weigh what is shared by how rare it is in this background" },
	{ "background-secret", "FILE", "the secret that the background was built with" },
	{ "clean-room", "DIR", "what these solutions of the same task share, the task dictates" },
	{ "public", "LIST", "set aside what the texts of this list hold (YAML)" },
	{ "seen", "TIME", "when the specimens were first seen: later texts of the list are not used" },
	{ "no-keep", NULL, "keep nothing in the case" },
	{ NULL, NULL, NULL },
};

static const struct cli_option pairs_options[] = {
	{ "background", "FILE", "weigh what is shared by how rare it is in this background" },
	{ "background-secret", "FILE", "the secret that the background was built with" },
	{ "least", "SCORE", "tell of pairs that score so much or more (5)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option wave_options[] = {
	{ "from", "TIME", "when it began" },
	{ "to", "TIME", "when it ended, or was last seen" },
	{ "cve", "CVE", "a flaw that it used; may be given more than once" },
	{ "actor", "TEXT", "who attacked, as far as somebody knows" },
	{ "source", "URI", "who says so, or where it stands (who is at the desk)" },
	{ "known", "TIME", "when the source said it (now)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option evidence_options[] = {
	{ "wave", "NAME", "the wave that it is about" },
	{ "for", "H=LLR", "log10 of how much more probable it is under H than under independent discovery" },
	{ "specimen", "ENTRY", "the specimen of this comparison or accusation was used in the wave" },
	{ "text", "TEXT", "what was seen" },
	{ "source", "URI", "who says so, or where it stands (who is at the desk)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option weigh_options[] = {
	{ "wave", "NAME", "only this one (all)" },
	{ "prior", "FILE", "what was thought before: weights of the hypotheses, in YAML or JSON" },
	{ "name-partners", NULL, "name partners, who else stand by their numbers" },
	{ NULL, NULL, NULL },
};

static const struct cli_option watch_options[] = {
	{ "every", "SECONDS", "walk the folder again every so often, until a signal ends it (once)" },
	{ "once", NULL, "walk it once, which is the default" },
	{ "alert", "LLR",
	    "alert from this log10 of a likelihood ratio on, or from such a tail where there is none (2)" },
	{ "background", "FILE", "weigh what is shared by how rare it is in this background" },
	{ "background-secret", "FILE", "the secret that the background was built with" },
	{ "keep", NULL, "keep the bytes of a specimen with an alert whatever its size (up to 16 MB)" },
	{ NULL, NULL, NULL },
};

static const struct cli_option census_import_options[] = {
	{ "source", "NAME", "who observed (the format's name)" },
	{ "format", "F", "zgrab2, shadowserver or csv (by content)" },
	{ "keep", NULL, "keep the raw input as evidence whatever its size" },
	{ NULL, NULL, NULL },
};

static const struct cli_option census_count_options[] = {
	{ "on", "DATE", "count that day (the day of the newest observation)" },
	{ "window", "DAYS", "how old a host's last observation may be (14)" },
	{ "cve", "CVE", "unfixed against this one only" },
	{ "by", "WHAT", "country, product, build or asn" },
	{ NULL, NULL, NULL },
};

static const struct cli_option scan_options[] = {
	{ "rules", "PATH", "use these rules instead of the shipped ones; may be repeated" },
	{ "fail-level", "LEVEL", "exit 1 from this level on (low)" },
	{ "threads", "N", "readers at once (one a processor)" },
	{ "no-prefilter", NULL, "evaluate every row; the result is the same" },
	{ NULL, NULL, NULL },
};

static const struct cli_option report_options[] = {
	{ "out", "FILE", "the page to write; also -o FILE" },
	{ NULL, NULL, NULL },
};

static const struct cli_option verify_options[] = {
	{ "against", "FILE", "prove that the record still extends this checkpoint" },
	{ NULL, NULL, NULL },
};

static const struct cli_option export_options[] = {
	{ "out", "FILE", "the document to write; also -o FILE" },
	{ "bulletin", "ID", "this bulletin (all CVEs that the case knows)" },
	{ "vex", NULL, "csaf: a VEX document instead of an advisory" },
	{ "publisher", "NAME", "under whose name" },
	{ "namespace", "URI", "an address that belongs to the publisher" },
	{ NULL, NULL, NULL },
};

static const struct cli_option stamp_options[] = {
	{ "authority", "URL", "ask this authority (http://) and remember it; needs --ca" },
	{ "ca", "FILE", "the certificates, in PEM, that its reply must lead to" },
	{ "query", "FILE", "write a query to be carried to an authority; with --reply, the one it answers" },
	{ "reply", "FILE", "take an authority's reply from a file" },
	{ NULL, NULL, NULL },
};

static const struct cli_option checkpoint_options[] = {
	{ "since", "FILE", "prove that the record extends this older checkpoint" },
	{ "check", "FILE", "check such a proof without a case; needs --against and --vkey" },
	{ "against", "FILE", "the older checkpoint" },
	{ "vkey", "FILE", "the record's verifier key, as in record/vkey" },
	{ NULL, NULL, NULL },
};

static const struct cli_option why_options[] = {
	{ "why", "TEXT", "the reason, kept in the record" },
	{ NULL, NULL, NULL },
};

static const struct cli_option widen_options[] = {
	{ "to", "TLP", "the wider label" },
	{ "granted-by", "SOURCE", "who allowed it" },
	{ NULL, NULL, NULL },
};

static const struct cli_option help_options[] = {
	{ "man-pages", "DIR", "write the manual pages into DIR" },
	{ "completion", NULL, "print the completion for bash" },
	{ NULL, NULL, NULL },
};

const struct command commands[] = {
	{ "init", NULL, "DIR", 1, 1, 0, "make a new case",
	    "A case is a folder that keeps everything with its source and its three times: when it happened, when its "
	    "source said so, and when it was recorded.  It is made with mode 0700 and a signing key of its own; what is "
	    "in it is never sent anywhere.",
	    "athar init ex21 --template exchange-2021", init_options, cmd_init },
	{ "know", "import", "FILE...", 1, UINT_MAX, CLI_JSON | CLI_CASE | CLI_TLP,
	    "read advisories and build tables into the case",
	    "Reads CVE records (JSON 5.x), CSAF 2.0 documents and build tables.  The same document again changes "
	    "nothing; a newer version of it is kept beside the older one, each with its times.  Whatever could not be "
	    "used is said in a list of warnings.",
	    "athar know import CVE-2021-26858.json", NULL, cmd_know_import },
	{ "know", "check", "PRODUCT BUILD", 2, 2, CLI_JSON | CLI_MAYBE | CLI_AS_OF | CLI_AUDIENCE,
	    "say whether a build is fixed, and what to do",
	    "PRODUCT is a name of the build table, such as \"Exchange 2016\", or - to infer it.  The answer is FIXED, "
	    "UNFIXED, AMBIGUOUS or NA with its reason and every source's opinion; then the update to install and since "
	    "when it can be had, or the update level to move to, or the mitigation.\n\n"
	    "Exits 1 where the answer is UNFIXED or AMBIGUOUS.",
	    "athar know check - 15.1.2176.4", check_options, cmd_know_check },
	{ "event", "add", "", 0, 0, CLI_JSON | CLI_CASE | CLI_TLP, "record what a person knows",
	    "Times are RFC 3339, with parts left out from the right where they are not known: 2021-03, 2021-03-02, "
	    "2021-03-02T22:00Z, or two of them as A..B.  A local time without zone is widened by 14 and 12 hours.",
	    "athar event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text 'EX01 taken off the "
	    "network' --source 'server team'",
	    event_options, cmd_event_add },
	{ "share", "mark", "PACKAGE_DIR", 1, 1, CLI_JSON,
	    "list a package's mark sites and propose more, check them, or write marked copies",
	    "The package declares its variation points in athar.marks.yml at its root.  Without --copies the sites are "
	    "listed with what each can carry, and how many leakers who mix their copies they can tell apart among 10, "
	    "100 and 1000 partners at the bound.  Behind them come proposals: further places in source and prose that "
	    "look safe to vary, as lines to paste into athar.marks.yml after reading each, since only the author "
	    "knows whether anybody depends on a value.\n\n"
	    "With --copies, N copies are written that differ at the declared sites and nowhere else, and a manifest "
	    "that is as confidential as the secret.\n\n"
	    "Nothing out of a package is ever run, with one exception: --run-check runs the line behind check: in "
	    "athar.marks.yml, and is for your own packages.  It is shown first, and run without a shell on a scratch "
	    "copy of the package as it is and then once for each value of each one-of mark, for two values of each "
	    "free one and for each order reversed, one change at a time.  It has no network, an empty home, ten "
	    "seconds and bounded memory; where the kernel has Landlock it writes in its scratch copy only.  Every "
	    "value with which it fails is named, and the command exits 1; if the network cannot be taken away "
	    "nothing is run.",
	    "athar share mark pack --copies 5 --secret secret.key --out copies", mark_options,
	    cmd_share_mark },
	{ "share", "person add", "NAME", 1, 1, CLI_JSON | CLI_CASE | CLI_TLP,
	    "put a person of the desk on file",
	    "A person approves with a key.  Given again, only what is named changes; a changed key waits until another "
	    "person confirms it.",
	    "athar share person add 'Ada L.' --key ada.asc", person_options, cmd_share_person_add },
	{ "share", "person list", "", 0, 0, CLI_JSON | CLI_CASE | CLI_AS_OF, "list the persons of the desk",
	    NULL, "athar share person list", NULL, cmd_share_person_list },
	{ "share", "person confirm", "NAME", 1, 1, CLI_JSON | CLI_CASE, "confirm a person's changed key",
	    "By a second person: whoever entered the key cannot confirm it.",
	    "athar share person confirm 'Ada L.' --fingerprint 0F..A1 --as 'Grace H.'", confirm_options,
	    cmd_share_confirm },
	{ "share", "partner add", "NAME", 1, 1, CLI_JSON | CLI_CASE | CLI_TLP,
	    "put somebody who is told on file",
	    "Partners, the finder, coordinators, and insiders (the vendor's own people and build systems), who get marked "
	    "copies too.  Given again, only what is named changes; a changed key waits until a person confirms it.",
	    "athar share partner add 'Example AV' --key av.asc --country DE --tier validate", partner_options,
	    cmd_share_partner_add },
	{ "share", "partner list", "", 0, 0, CLI_JSON | CLI_CASE | CLI_AS_OF, "list those who are told", NULL,
	    "athar share partner list", NULL, cmd_share_partner_list },
	{ "share", "partner confirm", "NAME", 1, 1, CLI_JSON | CLI_CASE, "confirm a partner's changed key",
	    "By a person on file who did not enter it: compare the whole fingerprint by telephone.",
	    "athar share partner confirm 'Example AV' --fingerprint 0F..A1 --as 'Grace H.'", confirm_options,
	    cmd_share_confirm },
	{ "share", "partner leave", "NAME", 1, 1, CLI_JSON | CLI_CASE,
	    "say that a partner takes no part any more", NULL,
	    "athar share partner leave 'Example AV' --why 'contract ended'", leave_options,
	    cmd_share_partner_leave },
	{ "share", "partner import", "FILE", 1, 1, CLI_JSON | CLI_CASE | CLI_TLP,
	    "read partners from CSV or JSON",
	    "Columns or members: name, role, country, duty_to_report, tier, may, contacts, key (a file beside it) and "
	    "certificate.  Read by header, in any order.",
	    "athar share partner import partners.csv", as_options, cmd_share_partner_import },
	{ "share", "partner export", "", 0, 0, CLI_CASE | CLI_AS_OF | CLI_LEAVES,
	    "write partners as CSV or JSON", NULL,
	    "athar share partner export --audience RED -o partners.csv", parties_out_options,
	    cmd_share_partner_export },
	{ "share", "bulletin new", "ID", 1, 1, CLI_JSON | CLI_CASE | CLI_TLP, "open a bulletin under embargo",
	    "Invites all partners, coordinators and finders on file.  Nobody is a signatory until he accepts; silence "
	    "becomes a refusal after --rsvp hours.",
	    "athar share bulletin new EX-2021-01 --cve CVE-2021-26855 --embargo-end 2021-03-09T10:00-08:00",
	    bulletin_options, cmd_share_bulletin_new },
	{ "share", "bulletin show", "[ID]", 0, 1, CLI_JSON | CLI_CASE | CLI_AS_OF,
	    "show who was told what, who consented, who has not answered",
	    "Without an ID, all bulletins in a line each.", "athar share bulletin show EX-2021-01", NULL,
	    cmd_share_bulletin_show },
	{ "share", "bulletin revise", "ID", 1, 1, CLI_JSON | CLI_CASE | CLI_TLP,
	    "change a bulletin's terms or its embargo's end",
	    "Every signatory lapses until he consents to the new revision.",
	    "athar share bulletin revise EX-2021-01 --embargo-end 2021-03-02T14:00-08:00", bulletin_options,
	    cmd_share_bulletin_revise },
	{ "share", "bulletin end", "ID", 1, 1, CLI_JSON | CLI_CASE, "end an embargo early", NULL,
	    "athar share bulletin end EX-2021-01 --why 'published by a newspaper'", leave_options,
	    cmd_share_bulletin_end },
	{ "share", "bulletin event", "ID V|F|D|P|X|A", 2, 2, CLI_JSON | CLI_CASE | CLI_TLP,
	    "record that the vendor knows, a fix is ready or deployed, it is public, an exploit is, attacks are seen",
	    "P and X end the embargo at once; A is a reason to think of it.",
	    "athar share bulletin event EX-2021-01 A --happened 2021-02-28 --source https://example.org/report",
	    happening_options, cmd_share_bulletin_event },
	{ "share", "bulletin invite", "ID PARTNER...", 2, UINT_MAX, CLI_JSON | CLI_CASE,
	    "invite further partners to an embargo", NULL,
	    "athar share bulletin invite EX-2021-01 'Example AV'", as_options, cmd_share_bulletin_invite },
	{ "share", "consent", "ID PARTNER accept|decline", 3, 3, CLI_JSON | CLI_CASE,
	    "record a partner's answer to an embargo",
	    "With --signed, his own statement (athar share statement consent ... prints it for him to sign); without, it "
	    "is shown as entered by the desk, until his own comes.  What holds already adds nothing.",
	    "athar share consent EX-2021-01 'Example AV' accept --signed consent.asc", consent_options,
	    cmd_share_consent },
	{ "share", "statement", "consent|approve|ack ...", 1, 4, CLI_CASE, "print what somebody is to sign",
	    "consent ID PARTNER accept|decline, approve ID --stage STAGE --package DIR --as PERSON, or ack COPY.  Signed "
	    "with gpg --clearsign or --detach-sign it goes to consent, approve or ack.",
	    "athar share statement approve EX-2021-01 --stage poc --package pack --as 'Ada L.' | gpg --clearsign",
	    approve_options, cmd_share_statement },
	{ "share", "policy show", "", 0, 0, CLI_CASE, "print the release policy that holds", NULL,
	    "athar share policy show > policy.yml", NULL, cmd_share_policy_show },
	{ "share", "policy check", "FILE", 1, 1, CLI_JSON | CLI_MAYBE, "say whether a policy is well formed",
	    "Where there is a case, it also warns of names, tiers and countries that no partner on file has: such a rule "
	    "fits nobody.",
	    "athar share policy check policy.yml", NULL, cmd_share_policy_check },
	{ "share", "policy set", "FILE", 1, 1, CLI_JSON | CLI_CASE, "make a policy that of the case", NULL,
	    "athar share policy set policy.yml", as_options, cmd_share_policy_set },
	{ "share", "approve", "ID", 1, 1, CLI_JSON | CLI_CASE, "record a person's approval of a package",
	    "Signed over the bulletin's revision, the stage and the SHA-256 of the unmarked package; good for one "
	    "release, and void once any of these changes.  What to sign: athar share statement approve, with the same "
	    "options, | gpg --clearsign >approval.asc.",
	    "athar share approve EX-2021-01 --stage poc --package pack --as 'Ada L.' --signed approval.asc",
	    approve_options, cmd_share_approve },
	{ "share", "release", "ID [PARTNER...]", 1, UINT_MAX, CLI_JSON | CLI_CASE,
	    "release a package to each partner, marked and sealed to him alone",
	    "Policy, consent and approvals are checked, each copy is marked, its codeword committed to in the record, and "
	    "sealed; only when the entries are on disk do the bytes come out, with entry and receipt beside them.\n\n"
	    "Exits 1 where anyone is refused; the others' releases stand.",
	    "athar share release EX-2021-01 --case ex21 --package pack --stage detection --all --out outgoing",
	    release_options, cmd_share_release },
	{ "share", "receipt verify", "FILE", 1, 1, CLI_JSON | CLI_MAYBE, "check a receipt without the case",
	    "A receipt is a C2SP tlog-proof: that the entry is in the record under a signed checkpoint.\n\n"
	    "Exits 1 where it does not hold.",
	    "athar share receipt verify 48213377.receipt", receipt_options, cmd_share_receipt_verify },
	{ "share", "ack", "COPY", 1, 1, CLI_JSON | CLI_CASE, "record that a partner has his copy",
	    "A receipt proves that we logged it, his acknowledgement that he got it.  Without --signed it is shown for "
	    "ever as entered by the desk.",
	    "athar share ack 48213377 --signed ack.asc", consent_options, cmd_share_ack },
	{ "share", "open", "ENTRY", 1, 1, CLI_JSON | CLI_CASE, "open an entry for an auditor",
	    "Prints the entry, its salt and body, and the proof that it is in the record: all that one entry says, and "
	    "nothing of the others.",
	    "athar share open 41 --case ex21 > opening.json", NULL, cmd_share_open },
	{ "share", "portal", "", 0, 0, CLI_CASE, "serve each partner its own copies over HTTPS",
	    "Partners come with the client certificate that is on file, and see their own copies: / for a browser, "
	    "/copies as JSON, /copy/N, /copy/N/entry, /copy/N/receipt, /vkey, /checkpoint; POST /consent/ID and "
	    "/ack/N, with the token that / and /copies give.  Each download, consent and acknowledgement is an "
	    "entry before the bytes.\n\nPrints its address, then serves until it is stopped (SIGTERM or SIGINT); "
	    "each request is a line on stderr.",
	    "athar share portal --case ex21 --certificate server.pem --key server.key --host share.example.org",
	    portal_options, cmd_share_portal },
	{ "trace", "background build", "DIR...", 1, UINT_MAX, CLI_JSON, "learn what ordinary code looks like",
	    "Reads source in any language, archives in place.  Each folder directly below a DIR, and each file there, is "
	    "a group: an author or a project.  What many groups have says little when package and specimen share it.  "
	    "The file also keeps scores of pairs with known truth, on which a likelihood ratio stands.",
	    "athar trace background build /usr/src/projects --out projects.athar", background_options,
	    cmd_trace_background },
	{ "trace", "compare", "PACKAGE SPECIMEN...", 2, UINT_MAX, CLI_JSON | CLI_MAYBE | CLI_TLP,
	    "say how much of a package is in a specimen, as evidence",
	    "Files, folders or archives; nothing is ever run.  Structure, raw text, single names and constants, comments, "
	    "and the order of calls are compared apart; each shared feature is weighed by how rare it is in the "
	    "background, each channel becomes its tail among independent programs, and the score is their sum.  A "
	    "likelihood ratio is given only where the background supports one; a group that holds a file of either party "
	    "does not count.\n\nWith --public, what anyone had is set aside: LIST names texts, each with its kind (bug, protocol, "
	    "interface, advisory, patch, public-code), since when it was public, and a reason.  With --clean-room, each "
	    "folder and file directly below DIR is an independent solution of the package's task.  A group of the "
	    "background that holds most of the package, so that it cannot be an independent program, counts in nothing, "
	    "and the answer says so.\n\nInside a case the result is kept as an entry, with the text of the best regions; the "
	    "same result again is not.",
	    "athar trace compare --background projects.athar package/ found/tool.py", compare_options,
	    cmd_trace_compare },
	{ "trace", "pairs", "PATH...", 1, UINT_MAX, CLI_JSON,
	    "say which of many specimens are made from each other",
	    "Each folder directly below a PATH is an item, and each file there; a PATH that is a file or an archive is one "
	    "itself.  Every item is taken as the package and every other as the specimen, as 'athar trace compare' "
	    "compares them: of two that share much, the one that holds more of the other is rather made from it.\n\n"
	    "Nothing is kept in a case.",
	    "athar trace pairs --background projects.athar specimens/", pairs_options, cmd_trace_pairs },
	{ "trace", "accuse", "SPECIMEN...", 1, UINT_MAX, CLI_JSON | CLI_MAYBE,
	    "read marks back and name the copy, with a bound",
	    "A copy is named only when the probability that an innocent one scores as high, times the number of copies "
	    "and of specimens, is below the bound.  Marks say whose copy it was; whether on purpose, by carelessness or "
	    "by a break-in they cannot say.\n\nWithout --manifest the packages that the case has released are tried, "
	    "each copy by the codeword that the record committed to, and what the record holds on the accused copy is "
	    "shown beside: when it was released, acknowledged, downloaded.  The result is kept as an entry, which is always "
	    "TLP:RED.\n\nExits 1 where someone is accused.",
	    "athar trace accuse --manifest copies/manifest.json found/", accuse_options, cmd_trace_accuse },
	{ "trace", "wave add", "NAME", 1, 1, CLI_JSON | CLI_CASE | CLI_TLP, "record a wave of attacks",
	    "Times as for event add.  A wave has one name and one entry; who knows better withdraws it first (case "
	    "retract).",
	    "athar trace wave add second --from 2021-02-28 --to 2021-03-02 --source 'ESET, 10 March 2021'",
	    wave_options, cmd_trace_wave_add },
	{ "trace", "wave list", "", 0, 0, CLI_JSON | CLI_CASE | CLI_AS_OF | CLI_AUDIENCE,
	    "list the waves of attacks", NULL, "athar trace wave list", NULL, cmd_trace_wave_list },
	{ "trace", "evidence add", "", 0, 0, CLI_JSON | CLI_CASE | CLI_TLP,
	    "record what an analyst judges of a wave",
	    "It stands in the weighing as his own judgement, beside what athar finds.  H is vendor, finder, partner, "
	    "capture, patch or writeup, or partner:N for one partner, which makes the entry TLP:RED.  With --specimen it "
	    "says that a specimen was used in the wave: only then does what was concluded of it, by any comparison or "
	    "accusation, count for the wave.",
	    "athar trace evidence add --wave second --for capture=-0.5 --text 'four unrelated groups within hours'",
	    evidence_options, cmd_trace_evidence_add },
	{ "trace", "weigh", "", 0, 0, CLI_JSON | CLI_CASE | CLI_AS_OF | CLI_AUDIENCE,
	    "weigh for each wave how its actors came by the flaw",
	    "For each hypothesis (independent discovery, a leak at the vendor, at the finder or through a partner, capture "
	    "in the wild, patch diffing, a public write-up) and each piece of evidence: log10 of how much more probable it "
	    "is than under independent discovery, with the reason and the entries it stands on.  What cannot be in time is "
	    "excluded, by the fact that excludes it; where the order is not certain, time does not speak, and it never "
	    "names a partner: only marks or an analyst do.  Pieces that depend on each other are not multiplied: the "
	    "stronger counts.  A posterior is given only with a prior: weights of the hypotheses whose sum is 1, as "
	    "\"independent: 0.4\", for all waves or below \"waves\" and a wave's name.",
	    "athar trace weigh --wave second --prior prior.yml", weigh_options, cmd_trace_weigh },
	{ "trace", "watch", "DIR|-", 1, 1, CLI_JSON | CLI_CASE,
	    "raise an alert for each new specimen that resembles a released package",
	    "Each file of the folder DIR, or each that a line of standard input names as {\"file\":PATH,...}, is read once "
	    "and compared with all packages that the case has released, as 'athar trace compare' compares them; "
	    "packages that could not raise an alert are left out by an index.  A specimen is known by its SHA-256, "
	    "and what was seen is remembered in the user's state folder.  A file that may still be being written is "
	    "left for the next round.  What is released or erased while it runs is taken up before the next "
	    "specimen.\n\n"
	    "An alert is an entry of the case, TLP RED, with score, likelihood ratio or the reason why there is none, "
	    "the first regions, and how many marks are read in the specimen; its bytes are kept.  Nobody is named: "
	    "that is what 'athar trace accuse' is for.  Without a likelihood ratio the score's own tail decides: a "
	    "bound on the chance that an independent program scores as high.\n\n"
	    "Exits 1 where there was an alert.",
	    "athar trace watch --background projects.athar --every 60 /srv/specimens", watch_options,
	    cmd_trace_watch },
	{ "census", "import", "FILE...", 1, UINT_MAX, CLI_JSON | CLI_CASE | CLI_TLP, "read scan exports",
	    "Reads zgrab2 JSON Lines, Shadowserver CSV and plain CSV with a header.  The same file twice, and what "
	    "overlapping files share, changes nothing.",
	    "athar census import 2021-03-12-scan_exchange.csv --source shadowserver", census_import_options,
	    cmd_census_import },
	{ "census", "count", "", 0, 0, CLI_JSON | CLI_CASE | CLI_AS_OF | CLI_AUDIENCE,
	    "count unpatched servers, with bounds",
	    "Counts hosts, not addresses: each by its last observation up to the end of the day.  A build that cannot "
	    "decide makes a host ambiguous, so the count is an interval: surely unfixed, to that and the ambiguous.",
	    "athar census count --on 2021-03-12 --by country", census_count_options, cmd_census_count },
	{ "hunt", "scan", "PATH...", 1, UINT_MAX, CLI_JSON | CLI_MAYBE | CLI_TLP,
	    "search a server's logs for signs of compromise",
	    "Reads files, folders and collections (zip, gzip, tar, 7z) in place: IIS, Exchange HttpProxy, ECP Server "
	    "and OABGenerator logs.  Ends with a verdict per CVE, what the logs covered, what was not read and which "
	    "rules could not run: nothing found is not nothing there.\n\n"
	    "Exits 1 with a finding at or above --fail-level.",
	    "athar hunt scan EX01-logs.zip", scan_options, cmd_hunt_scan },
	{ "hunt", "rules check", "FILE...", 1, UINT_MAX, CLI_JSON,
	    "say which rules can run, and why others cannot", NULL, "athar hunt rules check my-rules/*.yml",
	    NULL, cmd_hunt_rules },
	{ "timeline", NULL, "", 0, 0, CLI_JSON | CLI_CASE | CLI_AS_OF | CLI_AUDIENCE,
	    "list what happened, in order", NULL, "athar timeline --as-of 2021-03-05", NULL, cmd_timeline },
	{ "status", NULL, "", 0, 0, CLI_JSON | CLI_CASE | CLI_AS_OF | CLI_AUDIENCE,
	    "show the answers so far on one screen", NULL, "athar status", NULL, cmd_status },
	{ "report", NULL, "", 0, 0, CLI_CASE | CLI_AS_OF | CLI_LEAVES, "write the case as one page",
	    "The page is one file without script that asks nothing of any other machine.",
	    "athar report -o report.html", report_options, cmd_report },
	{ "export", NULL, "csaf|misp|stix", 1, 1, CLI_CASE | CLI_AS_OF | CLI_LEAVES,
	    "write what the case knows in the formats of others",
	    "A CSAF 2.0 advisory or VEX document, a MISP event, or a STIX 2.1 bundle.  Each update level is listed with "
	    "the builds that are affected and the one that holds the fix; a build about which sources differ is given "
	    "as under investigation.  What the audience may not see is left out and counted, and the document's label "
	    "is the strictest of what is inside.  The same case gives the same bytes.",
	    "athar export csaf -o advisory.json --publisher 'Example CERT' --namespace https://cert.example.org",
	    export_options, cmd_export },
	{ "verify", NULL, "", 0, 0, CLI_JSON | CLI_CASE, "check record, bodies, blobs and index",
	    "Recomputes the record's root, matches every private body and blob, rebuilds the index and compares.  With "
	    "--against, proves that the record still extends a checkpoint that has left the house.\n\n"
	    "Exits 1 where the case is not sound.",
	    "athar verify --against checkpoint-of-monday", verify_options, cmd_verify },
	{ "checkpoint", NULL, "", 0, 0, CLI_JSON | CLI_CASE,
	    "print the record's signed checkpoint, or prove that it extends an older one",
	    "Give it to someone else: a signed log proves nothing against its own keeper until a checkpoint has left "
	    "the house.\n\n"
	    "With --since, prints a consistency proof in the form of a C2SP tlog-witness request: the older size, "
	    "hashes, and the checkpoint of now.  Whoever holds the older checkpoint and the verifier key checks it with "
	    "--check, without a case, or with tools that are not ours.\n\n"
	    "Exits 1 where --check finds that the proof does not hold.",
	    "athar checkpoint --check proof --against checkpoint-of-monday --vkey vkey", checkpoint_options,
	    cmd_checkpoint },
	{ "stamp", NULL, "", 0, 0, CLI_JSON | CLI_CASE | CLI_TLP,
	    "have a time stamp authority sign the checkpoint",
	    "Shows that the record stood at that time, whatever its keeper says (RFC 3161).  An authority named once "
	    "with its CA is remembered, and from then on the command alone stamps once a day; run it from a timer.  "
	    "share release and share portal take the day's stamp of themselves.  "
	    "Without a network, --query writes a query and beside it FILE.checkpoint, what it is about; --query and "
	    "--reply then take the answer in.  athar verify checks all stamps again.",
	    "athar stamp --authority http://tsa.example.org/ --ca tsa-ca.pem", stamp_options, cmd_stamp },
	{ "case", "erase", "ENTRY", 1, 1, CLI_JSON | CLI_CASE,
	    "delete an entry's body and blobs, and say so in the record",
	    "As a data-protection request needs.  The record keeps that something was there and why it is gone.",
	    "athar case erase 41 --why 'request of 3 May, article 17'", why_options, cmd_case_erase },
	{ "case", "retract", "ENTRY", 1, 1, CLI_JSON | CLI_CASE,
	    "withdraw a wrong entry: it stays readable and counts in nothing", NULL,
	    "athar case retract 17 --why 'wrong month in the export'", why_options, cmd_case_retract },
	{ "case", "continue", "", 0, 0, CLI_JSON | CLI_CASE, "go on under a new origin and key",
	    "After a restore from backup or a copy to another machine, and to rotate a key.  The new record holds the "
	    "old entries and one that names the old root.",
	    "athar case continue --why 'restored from the backup of Sunday'", why_options,
	    cmd_case_continue },
	{ "tlp", "widen", "ENTRY", 1, 1, CLI_JSON | CLI_CASE,
	    "let more people see an entry, by its source's leave", NULL,
	    "athar tlp widen 12 --to GREEN --granted-by 'cert@example.org, 4 May'", widen_options,
	    cmd_tlp_widen },
	{ "help", NULL, "[NOUN [VERB]]", 0, 3, 0, "explain a command", NULL, "athar help census count",
	    help_options, cmd_help },
	{ NULL, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL },
};
