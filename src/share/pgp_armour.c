/*
 * Armour and clear-signed text (RFC 4880, sections 6 and 7).  Declared in
 * share/pgp_packet.h.  The checksum behind the data is not looked at: it
 * protects nothing, and RFC 9580 says to pass it over.
 */
#include "share/pgp_packet.h"

#include "base/hash.h"

#define CLEAR_BEGIN "-----BEGIN PGP SIGNED MESSAGE-----"
#define BEGIN       "-----BEGIN PGP "
#define END         "-----END PGP "
#define DASHES      "-----"

static const struct {
	const char *name;
	enum pgp_kind kind;
} names[] = {
	{ "PUBLIC KEY BLOCK", PGP_PUBLIC },
	{ "PRIVATE KEY BLOCK", PGP_SECRET },
	{ "SECRET KEY BLOCK", PGP_SECRET },
	{ "MESSAGE", PGP_MESSAGE },
	{ "SIGNATURE", PGP_SIGNATURE },
	{ "SIGNED MESSAGE", PGP_CLEAR },
};

/* Without blanks, tabs and CR at the end: none of them is part of armour or of clear-signed text. */
static struct str
right_trim(struct str line)
{
	while (line.n > 0 && strchr(" \t\r", line.p[line.n - 1]) != NULL && line.p[line.n - 1] != '\0')
		line.n--;
	return (line);
}

static bool
take_line(struct str *rest, struct str *line)
{
	if (rest->p == NULL || rest->n == 0 || !str_split(rest, '\n', line))
		return (false);
	*line = right_trim(*line);
	return (true);
}

/* "-----BEGIN PGP NAME-----": the name, or an empty view. */
static struct str
armour_name(struct str line, struct str head)
{
	if (!str_starts(line, head) || !str_ends(line, STR(DASHES)) || line.n < head.n + strlen(DASHES))
		return (STR(""));
	return (str_sub(line, head.n, line.n - strlen(DASHES)));
}

/* Past empty lines. */
static struct str
skip_blank(struct str s)
{
	while (s.n > 0 && strchr(" \t\r\n", s.p[0]) != NULL && s.p[0] != '\0')
		s = str_sub(s, 1, s.n);
	return (s);
}

enum pgp_kind
pgp_kind_of(struct str file)
{
	struct str rest = skip_blank(file), line, name;

	if (!take_line(&rest, &line))
		return (PGP_BINARY);
	name = armour_name(line, STR(BEGIN));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq(name, str_of(names[i].name)))
			return (names[i].kind);
	return (PGP_BINARY);
}

/* Read the block whose first line is at the front of ${*rest}, up to and with its last line. */
static int
read_block(struct buf *b, struct str *rest, struct err *e)
{
	struct str line, name;
	struct buf text = BUF(BUF_BIG);
	bool ended = false;
	int rc = 0;

	if (!take_line(rest, &line) || (name = armour_name(line, STR(BEGIN))).n == 0)
		return (err_set(e, ERR_SYNTAX, "no armour where it should begin"));
	/* Headers, "Name: value", up to an empty line. */
	while (take_line(rest, &line) && line.n > 0)
		if (str_find(line, STR(": ")) == STR_NPOS && !str_ends(line, STR(":")))
			return (err_set(e, ERR_SYNTAX, "no empty line behind the headers of the armour"));
	while (!ended && take_line(rest, &line)) {
		if (str_starts(line, STR(END)))
			ended = true;
		else if (line.n != 5 || line.p[0] != '=')
			buf_str(&text, line);
	}
	if (!ended || !str_eq(armour_name(line, STR(END)), name))
		rc = err_set(e, ERR_SYNTAX, "the armour has no end");
	else if ((rc = buf_error(&text, e)) == 0 && base64_read(b, buf_view(&text)) != 0)
		rc = err_set(e, ERR_SYNTAX, "the armour holds what is no base64");
	buf_free(&text);
	return (rc);
}

int
pgp_dearmour(struct buf *b, struct str file, struct err *e)
{
	struct str rest = skip_blank(file);
	int rc;

	switch (pgp_kind_of(file)) {
	case PGP_BINARY:
		if (str_find(file, STR(BEGIN)) != STR_NPOS)
			return (err_set(e, ERR_SYNTAX, "there is text before the armour"));
		buf_str(b, file);
		return (buf_error(b, e));
	case PGP_CLEAR: return (err_set(e, ERR_SYNTAX, "a clear-signed text is not expected here"));
	default: break;
	}
	if ((rc = read_block(b, &rest, e)) != 0)
		return (rc);
	rest = rest.p != NULL ? skip_blank(rest) : STR("");
	if (str_starts(rest, STR(BEGIN)))
		return (err_set(e, ERR_SYNTAX, "there is a second block behind the first"));
	if (rest.n > 0)
		return (err_set(e, ERR_SYNTAX, "there is text behind the armour"));
	return (0);
}

int
pgp_clear(struct buf *text, struct buf *signature, struct str file, struct err *e)
{
	struct str rest = skip_blank(file), line, before;
	int rc;

	if (!take_line(&rest, &line) || !str_eq(line, STR(CLEAR_BEGIN)))
		return (err_set(e, ERR_SYNTAX, "there is text before what is signed"));
	while (take_line(&rest, &line) && line.n > 0)
		if (!str_starts(line, STR("Hash: ")))
			return (err_set(e, ERR_SYNTAX, "a header that is not Hash before the signed text"));

	/* The text; a line that begins with a dash was given "- " in front. */
	for (;;) {
		before = rest;
		if (!take_line(&rest, &line))
			return (err_set(e, ERR_SYNTAX, "there is no signature below the text"));
		if (str_starts(line, STR(BEGIN)))
			break;
		if (str_starts(line, STR("- ")))
			line = str_sub(line, 2, line.n);
		else if (str_starts(line, STR("-")) && line.n > 1)
			return (err_set(e, ERR_SYNTAX, "a line in the signed text begins with a bare dash"));
		buf_str(text, line);
		buf_char(text, '\n');
	}
	if ((rc = buf_error(text, e)) != 0)
		return (rc);
	if (!str_eq(line, STR("-----BEGIN PGP SIGNATURE-----")))
		return (err_set(e, ERR_SYNTAX, "something other than a signature stands below the text"));
	if ((rc = read_block(signature, &before, e)) != 0)
		return (rc);
	if (before.p != NULL && skip_blank(before).n > 0)
		return (err_set(e, ERR_SYNTAX, "there is text behind the signature"));
	return (0);
}
