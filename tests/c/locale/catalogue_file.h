/* Makes a catalogue of gettext's: a `.mo` file. */
#ifndef CATALOGUE_FILE_H
#define CATALOGUE_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct message {
    const char *original; /* sorted */
    size_t original_length;
    const char *translation;
    size_t translation_length;
};

#define MESSAGE(original, translation) {original, sizeof(original) - 1, translation, sizeof(translation) - 1}

static inline unsigned char *put_word(unsigned char *at, uint32_t value, int big) {
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> 8 * (big ? 3 - i : i));
    return at + 4;
}

/* The file's bytes, without a hash table; returns their number. */
static inline size_t make_catalogue(unsigned char *file, const struct message *messages, uint32_t count, int big) {
    unsigned char *at = file;
    uint32_t header[7] = {0x950412de, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count};
    for (int i = 0; i < 7; i++)
        at = put_word(at, header[i], big);
    unsigned char *text = file + 28 + 16 * count;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < count; i++) {
            const char *string = pass ? messages[i].translation : messages[i].original;
            size_t length = pass ? messages[i].translation_length : messages[i].original_length;
            at = put_word(at, (uint32_t)length, big);
            at = put_word(at, (uint32_t)(text - file), big);
            memcpy(text, string, length);
            text[length] = 0;
            text += length + 1;
        }
    }
    return (size_t)(text - file);
}

static inline int write_file(const char *path, const void *bytes, size_t size) {
    FILE *file = fopen(path, "w");
    if (!file)
        return 0;
    size_t written = fwrite(bytes, 1, size, file);
    return !fclose(file) && written == size;
}

#endif
