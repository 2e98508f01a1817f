namespace casustafel::ui {}
