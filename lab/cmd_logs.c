/* athar-lab logs: see the table in main.c. */

#include "ecp.h"
#include "httpproxy.h"
#include "iis.h"
#include "lab.h"
#include "oab.h"
#include "pack.h"

static int
make_all(struct logs *w, struct err *e)
{
	int rc;

	if ((rc = httpproxy_make(w, e)) != 0 || (rc = iis_make(w, e)) != 0 || (rc = ecp_make(w, e)) != 0)
		return (rc);
	return (oab_make(w, e));
}

int
lab_logs(const struct lab_args *args, struct err *e)
{
	static const char *const yes_no[] = { "yes", "no", NULL };
	struct logs w = { .root = lab_get(args, "out"), .to = moment_of(2021, 3, 13), .truth.out.fd = -1 };
	uint64_t days;
	size_t no;
	int rc;

	if ((rc = lab_number(args, "seed", 0, UINT64_MAX, &w.seed, e)) != 0 ||
	    (rc = lab_size(args, "size", &w.size, e)) != 0 ||
	    (rc = lab_number(args, "days", 1, 90, &days, e)) != 0 ||
	    (rc = lab_choice(args, "planted", yes_no, &no, e)) != 0)
		return (rc);
	w.from = w.to - (moment_ms)days * MOMENT_DAY;
	w.upgrade = w.from + (moment_ms)days * (MOMENT_DAY / 2);
	if (no == 0 && (rc = plan_new(&w.plan, w.from, w.to, e)) != 0)
		goto out;
	if ((rc = truth_open(&w.truth, w.root, e)) != 0 || (rc = make_all(&w, e)) != 0)
		goto out;
	if ((rc = truth_close(&w.truth, w.seed, w.from, w.to, e)) != 0)
		goto out;
	if (lab_get(args, "zip") != NULL)
		rc = pack_folder(lab_get(args, "zip"), w.root, "logs", w.to, e);
out:
	(void)sink_close(&w.truth.out, e);
	plan_free(&w.plan);
	return (rc);
}
