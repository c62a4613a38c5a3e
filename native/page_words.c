/* The words of a page for the prefilter, and what is shown of it. What it must give is said by
   pipelines/relevance/page_words.py, function for function; property tests hold the two to each other. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <string.h>

typedef unsigned char byte;

enum { BREAK = 0x1f, MAX_TAG_BYTES = 1000 };


static bool is_digit(byte c) { return c >= '0' && c <= '9'; }
static bool is_hex(byte c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
static bool is_word(byte c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_space(byte c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static int hex_value(byte c) { return is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10; }
static byte small(byte c) { return (byte)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

static bool starts_with(const byte *at, const byte *end, const char *what)
{
    size_t length = strlen(what);
    return (size_t)(end - at) >= length && memcmp(at, what, length) == 0;
}

/* The same, whether letters are capitals or not; what is looked for has small ones. */
static bool begins(const byte *at, const byte *end, const char *what)
{
    for (; *what; what++, at++)
        if (at >= end || small(*at) != (byte)*what)
            return false;
    return true;
}

static const byte *find_byte(const byte *at, const byte *end, int c)
{
    return at < end ? memchr(at, c, (size_t)(end - at)) : NULL;
}

/* Copy what stands before a place, and return where the copy goes on; source and copy may overlap. */
static byte *copy_until(byte *to, const byte *from, const byte *until)
{
    memmove(to, from, (size_t)(until - from));
    return to + (until - from);
}

/* The page without NUL and without the byte that stands for a break. */
static byte *copied(const byte *at, const byte *end, byte *to)
{
    if (!find_byte(at, end, 0) && !find_byte(at, end, BREAK)) {
        memcpy(to, at, (size_t)(end - at));
        return to + (end - at);
    }
    for (; at < end; at++)
        if (*at && *at != BREAK)
            *to++ = *at;
    return to;
}

/* Where a tag's name ends that is followed by no further letter; NULL where it is another name. */
static const byte *after_name(const byte *at, const byte *end, const char *name)
{
    if (!begins(at, end, name))
        return NULL;
    at += strlen(name);
    return at < end && is_word(*at) ? NULL : at;
}

static const byte *end_of_comment(const byte *at, const byte *end)
{
    for (; (at = find_byte(at, end, '-')); at++) {
        if (starts_with(at, end, "-->"))
            return at + 3;
        if (starts_with(at, end, "--!>"))
            return at + 4;
    }
    return NULL;
}

static const byte *end_of_element(const byte *at, const byte *end, const char *name)
{
    const byte *after;
    for (; (at = find_byte(at, end, '<')); at++)
        if (at + 1 < end && at[1] == '/' && (after = after_name(at + 2, end, name)))
            return after;
    return NULL;
}

/* Whether a script's opening says that it is JSON-LD. */
static bool is_data(const byte *script, const byte *end)
{
    if (end - script > MAX_TAG_BYTES)
        end = script + MAX_TAG_BYTES;
    for (const byte *at = script; at < end; at++) {
        if (!after_name(at, end, "ld") || (at > script && is_word(at[-1])))
            continue;
        for (const byte *json = at + 2; json < end && json < at + 8 && *json != '\n'; json++)
            if (begins(json + 1, end, "json"))
                return true;
    }
    return false;
}

/* The page less its comments, scripts and styles, in place. */
static byte *shown(byte *page, byte *page_end)
{
    enum { COMMENT, SCRIPT, STYLE };
    bool endless[3] = {false, false, false};
    const byte *start = page, *at = page, *end = page_end;
    byte *to = page;
    while ((at = find_byte(at, end, '<'))) {
        const byte *begin = at++, *after;
        int kind;
        if (starts_with(at, end, "!--") && !starts_with(at + 3, end, ">") && !starts_with(at + 3, end, "->"))
            kind = COMMENT, after = at + 3;
        else if ((after = after_name(at, end, "script")))
            kind = SCRIPT;
        else if ((after = after_name(at, end, "style")))
            kind = STYLE;
        else
            continue;
        at = after;
        if (endless[kind])
            continue;
        after = kind == COMMENT ? end_of_comment(at, end) : end_of_element(at, end, kind == SCRIPT ? "script" : "style");
        if (!after) {
            endless[kind] = true;
            continue;
        }
        at = after;
        if (kind != SCRIPT || !is_data(begin, end)) {
            to = copy_until(to, start, begin);
            start = at;
        }
    }
    return copy_until(to, start, end);
}

/* Where a tag ends that is open at a place; NULL where another one, or another block, begins before it ends. */
static const byte *end_of_tag(const byte *at, const byte *end)
{
    for (; at < end && *at != '<' && *at != BREAK; at++)
        if (*at == '>')
            return at + 1;
    return NULL;
}

/* Whether a name is the one that stands at a place, before a space. */
static bool is_known(const byte *name, size_t length, const char *known)
{
    for (size_t at = 0; at < length; at++)
        if (small(name[at]) != (byte)known[at])
            return false;
    return known[length] == ' ';
}

static bool is_block_name(const byte *name, size_t length)
{
    /* by their first letters, since most tags are none of them */
    static const char *const names['z' - 'a' + 1] = {
        ['a' - 'a'] = " article aside ",
        ['b' - 'a'] = " blockquote body ",
        ['d' - 'a'] = " div dl dd dt ",
        ['f' - 'a'] = " footer figure figcaption form ",
        ['h' - 'a'] = " h1 h2 h3 h4 h5 h6 header hr ",
        ['l' - 'a'] = " li ",
        ['m' - 'a'] = " main ",
        ['n' - 'a'] = " nav ",
        ['o' - 'a'] = " ol option ",
        ['p' - 'a'] = " p ",
        ['s' - 'a'] = " section ",
        ['t' - 'a'] = " tr table thead tbody tfoot title ",
        ['u' - 'a'] = " ul ",
    };
    byte first = small(name[0]);
    const char *known = first >= 'a' && first <= 'z' ? names[first - 'a'] : NULL;
    for (; known && known[1]; known = strchr(known + 1, ' '))
        if (is_known(name, length, known + 1))
            return true;
    return false;
}

/* What a break takes the place of at a "<": a block's tag, or only the "<" of a meta tag. NULL for anything else. */
static const byte *after_block(const byte *at, const byte *end)
{
    if (begins(at, end, "<meta") && at + 5 < end && is_space(at[5]))
        return at + 1;
    const byte *name = at + 1;
    if (name < end && *name == '/')
        name++;
    const byte *after = name;
    while (after < end && is_word(*after))
        after++;
    if (after == name || after == end || !(is_space(*after) || *after == '/' || *after == '>'))
        return NULL;
    return is_block_name(name, (size_t)(after - name)) ? end_of_tag(after, end) : NULL;
}

static byte *with_breaks(byte *page, byte *page_end)
{
    const byte *start = page, *at = page, *after;
    byte *to = page;
    while ((at = find_byte(at, page_end, '<'))) {
        if (!(after = after_block(at, page_end))) {
            at++;
            continue;
        }
        to = copy_until(to, start, at);
        *to++ = BREAK;
        start = at = after;
    }
    return copy_until(to, start, page_end);
}

/* ASCII for its \u escapes, nothing for the others and for what would stand for a break. */
static byte *without_escapes(byte *page, byte *page_end)
{
    const byte *at = page, *start = page;
    byte *to = page;
    while ((at = find_byte(at, page_end, '\\'))) {
        if (page_end - at < 6 || small(at[1]) != 'u' || !is_hex(at[2]) || !is_hex(at[3]) || !is_hex(at[4]) || !is_hex(at[5])) {
            at++;
            continue;
        }
        to = copy_until(to, start, at);
        int code = hex_value(at[2]) << 12 | hex_value(at[3]) << 8 | hex_value(at[4]) << 4 | hex_value(at[5]);
        if (code < 128 && code != BREAK)
            *to++ = (byte)code;
        start = at += 6;
    }
    return copy_until(to, start, page_end);
}

static bool is_letter_or_digit(long code)
{
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
}

/* Whether an ASCII letter or digit is written as a number anywhere; such a page is left to the reference. */
static bool has_letter_entity(const byte *at, const byte *end)
{
    for (; (at = find_byte(at, end, '&')); at++) {
        if (end - at < 3 || at[1] != '#')
            continue;
        bool hex = (at[2] | 0x20) == 'x';
        long code = 0;
        for (const byte *digit = at + (hex ? 3 : 2); digit < end && (hex ? is_hex(*digit) : is_digit(*digit)); digit++)
            if ((code = code * (hex ? 16 : 10) + hex_value(*digit)) > 127)
                break;
        if (is_letter_or_digit(code))
            return true;
    }
    return false;
}

static byte *without_tags(byte *page, byte *page_end)
{
    const byte *start = page, *at = page, *end = page_end;
    byte *to = page;
    while ((at = find_byte(at, end, '<'))) {
        const byte *name = at + 1, *after = NULL;
        bool is_tag = name < end && ((small(*name) >= 'a' && small(*name) <= 'z') || *name == '/' || *name == '!' || *name == '?');
        if (is_tag && !begins(name, end, "meta") && !starts_with(name, end, "!["))
            after = end_of_tag(name + 1, end);
        if (!after) {
            at++;
            continue;
        }
        to = copy_until(to, start, at);
        start = at = after;
    }
    return copy_until(to, start, end);
}

/* Where the entity ends that begins with the "&" at a place; the place itself where none does. */
static const byte *after_entity(const byte *at, const byte *end)
{
    const byte *code = at + 1, *after;
    if (code < end && *code == '#') {
        bool hex = ++code < end && (*code | 0x20) == 'x';
        code += hex;
        for (after = code; after < end && (hex ? is_hex(*after) : is_digit(*after)); after++)
            ;
        if (after == code)
            return at;
    } else if (begins(code, end, "nbsp"))
        after = code + 4;
    else if (begins(code, end, "shy"))
        after = code + 3;
    else {
        for (after = code; after < end && is_word(*after); after++)
            ;
        return after > code && after < end && *after == ';' ? after + 1 : at;
    }
    return after < end && *after == ';' ? after + 1 : after;
}

/* Small ASCII letters and digits, breaks, and spaces for everything else of ASCII; no entity. */
static byte *folded(byte *page, byte *page_end)
{
    static byte table[256];
    if (!table['a'])
        for (int c = 0; c < 128; c++)
            table[c] = is_letter_or_digit(c) ? small((byte)c) : c == BREAK ? BREAK : ' ';
    byte *to = page;
    for (const byte *at = page; at < page_end; at++) {
        if (*at == '&') {
            const byte *after = after_entity(at, page_end);
            if (after > at) {
                at = after - 1;
                continue;
            }
        }
        byte c = *at;
        *to = table[c];
        to += c < 128;
    }
    return to;
}

/* What is shown of a page, with breaks, in a buffer that the caller frees; NULL, with an error, where there is no memory. */
static byte *shown_with_breaks(PyObject *page, byte **end)
{
    char *bytes;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(page, &bytes, &length) < 0)
        return NULL;
    byte *buffer = PyMem_Malloc((size_t)length + 1);
    if (!buffer)
        return (byte *)PyErr_NoMemory();
    *end = copied((const byte *)bytes, (const byte *)bytes + length, buffer);
    *end = shown(buffer, *end);
    *end = with_breaks(buffer, *end);
    return buffer;
}

static PyObject *as_bytes(const byte *buffer, const byte *end)
{
    return PyBytes_FromStringAndSize((const char *)buffer, end - buffer);
}

static PyObject *shown_blocks(PyObject *module, PyObject *page)
{
    (void)module;
    byte *end, *buffer = shown_with_breaks(page, &end);
    if (!buffer)
        return NULL;
    PyObject *blocks = as_bytes(buffer, end);
    PyMem_Free(buffer);
    return blocks;
}

static PyObject *words_of(PyObject *module, PyObject *page)
{
    (void)module;
    byte *end, *buffer = shown_with_breaks(page, &end);
    if (!buffer)
        return NULL;
    end = without_escapes(buffer, end);
    PyObject *words;
    if (has_letter_entity(buffer, end)) {
        words = Py_NewRef(Py_None);
    } else {
        end = without_tags(buffer, end);
        end = folded(buffer, end);
        words = as_bytes(buffer, end);
    }
    PyMem_Free(buffer);
    return words;
}

static PyMethodDef methods[] = {
    {"shown_blocks", shown_blocks, METH_O, "What is shown of a page, with a break where a block begins or ends."},
    {"words_of", words_of, METH_O, "The words of a page; None where a letter is written as a number."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "osecwatch_native_words", NULL, -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_osecwatch_native_words(void) { return PyModule_Create(&definition); }
