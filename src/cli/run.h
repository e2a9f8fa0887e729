/* The one entry of the command line: parse, dispatch, report. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

/* cli_run(argc, argv): Run the command that the arguments name; the exit status. */
int cli_run(int argc, char **argv);

#endif
