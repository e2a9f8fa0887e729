/* Comparisons as JSON: see the header. */
#include "trace/compare_json.h"

#include <math.h>

void
compare_json_ratio(struct jsonw *w, const struct calibrated *l)
{
	if (l->refusal != NULL) {
		jsonw_key(w, "llr");
		jsonw_null(w);
		jsonw_kcstr(w, "refusal", l->refusal);
		return;
	}
	jsonw_kreal(w, "llr", l->llr);
	jsonw_key(w, "llr_ci95");
	jsonw_open(w, '[');
	jsonw_real(w, calibrate_low(l));
	jsonw_real(w, calibrate_high(l));
	jsonw_close(w, ']');
	jsonw_kcstr(w, "refusal", NULL);
}

static void
put_lines(struct jsonw *w, const char *key, const uint32_t line[2])
{
	jsonw_key(w, key);
	jsonw_open(w, '[');
	jsonw_u64(w, line[0]);
	jsonw_u64(w, line[1]);
	jsonw_close(w, ']');
}

void
compare_json_regions(struct jsonw *w, const struct print *p, const struct print *x,
    const struct align_region *region, size_t n)
{
	jsonw_key(w, "regions");
	jsonw_open(w, '[');
	for (size_t i = 0; i < n; i++) {
		const struct align_region *r = &region[i];

		jsonw_open(w, '{');
		jsonw_kreal(w, "bits", round(r->bits * 10) / 10);
		jsonw_kcstr(w, "package_file", print_file_at(p, r->package_from)->name);
		put_lines(w, "package_lines", r->package_line);
		jsonw_kcstr(w, "specimen_file", print_file_at(x, r->specimen_from)->name);
		put_lines(w, "specimen_lines", r->specimen_line);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}
