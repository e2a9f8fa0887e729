/*
 * manifest.json.  The checksum would stop nearly every input at the door, so
 * the input is read as it is and also as a body in an envelope that fits.
 * What is accepted must compile to a reader and give every copy a codeword.
 */
#include <stdlib.h>

#include "mark/manifest.h"
#include "mark/reader.h"
#include "trace/accuse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
use(const struct mark_manifest *m)
{
	struct mark_reader *reader = mark_reader_new(m->site, m->sites, &m->book, NULL);
	struct mark_scan *scan = reader != NULL ? mark_scan_new(reader, NULL) : NULL;
	struct accuse_result result = { 0 };

	if (scan == NULL)
		abort();
	for (size_t k = 0; k < m->sites; k++) {
		for (size_t v = 0; v < m->site[k].values; v++)
			mark_scan_feed(scan, m->site[k].value[v]);
		mark_scan_feed(scan, STR(" "));
	}
	mark_scan_file_end(scan);
	if (accuse(m, mark_scan_reading(scan), 1e-6, 1, &result, NULL) != 0)
		abort();
	accuse_free(&result);
	mark_scan_free(scan);
	mark_reader_free(reader);
}

static void
read(struct str text)
{
	struct mark_manifest m = { 0 };
	struct err e = { 0 };
	int rc = mark_manifest_read(&m, text, &e);

	if (rc == 0)
		use(&m);
	else if (rc != e.code || e.text[0] == '\0')
		abort();
	mark_manifest_free(&m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str body = { (const char *)data, size };
	struct sha256 sum = sha256_of(body);
	struct buf b = BUF(BUF_BIG);

	read(body);
	buf_cstr(&b, "{\"kind\":\"athar-manifest\",\"v\":1,\"sha256\":\"");
	hex_put(&b, sum.b, sizeof(sum.b));
	buf_cstr(&b, "\",\"body\":");
	buf_str(&b, body);
	buf_char(&b, '}');
	read(buf_view(&b));
	buf_free(&b);
	return (0);
}
