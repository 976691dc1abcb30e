/*
 * textio.h: text files: characters and lines on top of a binary file.
 *
 * Layer: types.   Tests: tests/modules/io/.
 */
#ifndef KK_TYPES_TEXTIO_H
#define KK_TYPES_TEXTIO_H

#include "types/fileio.h"

typedef enum Newline {
    NEWLINE_UNIVERSAL, /* None: \r, \n and \r\n end a line and are read as \n */
    NEWLINE_ANY,       /* '': all three end a line and are read as they are */
    NEWLINE_LF,
    NEWLINE_CR,
    NEWLINE_CRLF
} Newline;

typedef struct TextObj {
    uintptr_t header; /* &kk_type_TextIOWrapper */
    Value buffer;     /* FileObj; a closed one before __init__ and after detach() */
    Value encoding;   /* str, or KK_UNSET: utf-8 */
    Value errors;     /* str, or KK_UNSET: strict */
    Value mode;       /* str */
    Value stream;     /* what the FileObj was made for, or KK_UNSET: it is the stream itself */
    uintptr_t newline; /* Newline */
} TextObj;
extern const TypeObj kk_type_TextIOWrapper;

/* A text file on a binary one; encoding and errors may be KK_UNSET. @raises LookupError */
KK_MUST_CHECK Value kk_textio_new(Vm *vm, Value buffer, Value mode, Value encoding, Value errors, Newline newline);
/* What newline= means. @raises TypeError, ValueError */
KK_MUST_CHECK bool kk_textio_newline_arg(Vm *vm, Value v, Newline *newline);
/* sys.stdin, stdout, stderr as the interpreter made them: fd 0..2. */
KK_MUST_CHECK Value kk_textio_console(Vm *vm, int fd);

#endif
