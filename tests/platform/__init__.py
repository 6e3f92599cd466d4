# noqa: A005 - it mirrors wardmote.platform, and nobody imports it as `platform`
