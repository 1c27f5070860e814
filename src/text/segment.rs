//! Words of a text, by jieba. The only file that knows it.
