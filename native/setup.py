"""Build the native version of ``pipelines/relevance/page_words.py``; where there is no compiler, nothing is built."""

from setuptools import Extension, setup

setup(
    name="osecwatch-page-words",
    version="1",
    py_modules=[],
    ext_modules=[
        Extension("osecwatch_page_words", ["page_words.c"], extra_compile_args=["-O3"], optional=True),
    ],
)
