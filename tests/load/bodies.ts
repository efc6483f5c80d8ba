/** What posts of a project are like: a few sentences with a list or an emphasis here and there. */
export const BODIES: readonly string[] = [
  '先週の打ち合わせの記録です。**注釈の手順書（第2版）**を木曜までに回覧します。\n\n- 対象：胸部CT 400例\n- 期限：11月20日\n- 担当：各施設1名\n\nご意見は20日までにお願いします。',
  'ありがとうございます。手順書の3章について、石灰化の扱いがまだ曖昧なので、来週の勉強会で症例を三つ示して決めませんか。',
  'We agree with the second proposal. The ethics committee in Bangkok meets on *Thursday*, so the revised protocol should reach them by Tuesday evening, Japan time. Please see https://example.org/protocol for the draft.',
  '承知しました。症例番号 12、47、103 を用意します。匿名化は済んでいます。',
  '> 石灰化の扱いがまだ曖昧\n\nこちらは学会の基準（2019年版）に合わせるのがよいと思います。現地の先生方も同じ基準で研修を受けています。',
  '通訳の手配ができました。10時から12時まで、日本語とタイ語です。接続先は当日の朝にお送りします。',
  'Two points from our side:\n\n1. The annotation tool needs a licence per reader, not per site.\n2. Training material in Thai will be ready in the first week of next month.',
  '倫理審査の結果、**条件付きで承認**されました。指摘は同意書の文言一か所だけです。修正版を添えて再提出します。',
];
