"""Build the native versions of what the prefilter does to every page; where there is no compiler, nothing is built."""

from setuptools import Extension, setup

setup(
    name="osecwatch-native",
    version="2",
    py_modules=[],
    ext_modules=[
        Extension(f"osecwatch_native_{name}", [source], extra_compile_args=["-O3"], optional=True)
        for name, source in (("words", "page_words.c"), ("anchors", "anchors.c"))
    ],
)
