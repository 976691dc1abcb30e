/*
 * console.h: a line of text from a person (or a tool) at the console.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_CONSOLE_H
#define KK_RUNTIME_CONSOLE_H

#include "object/ops.h"

/* Keys with a meaning of their own; those of the prompt only count on an empty line. */
enum {
    KEY_CTRL_A = 1, KEY_CTRL_B = 2, KEY_CTRL_C = 3, KEY_CTRL_D = 4, KEY_CTRL_E = 5, KEY_CTRL_F = 6,
    KEY_BACKSPACE = 8, KEY_TAB = 9, KEY_NEWLINE = 10, KEY_CTRL_K = 11, KEY_CTRL_L = 12, KEY_RETURN = 13,
    KEY_CTRL_N = 14, KEY_CTRL_P = 16, KEY_CTRL_U = 21, KEY_CTRL_W = 23, KEY_ESCAPE = 27, KEY_DELETE = 127
};

typedef enum ReadResult {
    READ_LINE,   /* *line is the text */
    READ_CANCEL, /* Ctrl-C */
    READ_END,    /* Ctrl-D on an empty line, or the end of the input */
    READ_KEY,    /* Ctrl-A, Ctrl-B or Ctrl-E on an empty line: *key */
    READ_ERROR   /* an exception is pending */
} ReadResult;

/* What the line editor is to do. */
typedef struct ReadOptions {
    Span prompt;
    Value start;     /* str: what the line begins with (indentation) */
    bool keys;       /* READ_KEY, READ_END and history are wanted: it is the prompt */
} ReadOptions;

/* Reads a line with editing: the console echoes what is typed. @gc may collect */
ReadResult kk_console_readline(Vm *vm, const ReadOptions *options, Value *line, int *key);

/* The next byte from the console: 0..255, or -1 at the end of the input. Scheduled functions and handlers of events run
 * meanwhile; what they raise is shown. @gc may collect */
int kk_console_byte(Vm *vm);

/* Adds a line to the history unless it is empty or the same as the last one. Failing to do so is no error. */
void kk_console_remember(Vm *vm, Value line);
void kk_console_load_history(Vm *vm, const char *path);
void kk_console_save_history(Vm *vm, const char *path);

/*
 * Tab: what may stand for the name that ends the text. *common is a str: what to insert (maybe ""); *choices a sorted
 * list of str when there is more than one. false: nothing fits. Nothing is pending afterwards.
 */
bool kk_complete(Vm *vm, Span text, Value *common, Value *choices);

#endif
